import { parseArgs } from 'node:util'

export interface InspectArguments {
  /** The arguments, or standard input where there are none or just `-`. */
  input: { from: 'arguments'; text: string } | { from: 'standard-input'; named: boolean }
  /** The moment to judge by, in epoch seconds; null for now. */
  atSeconds: number | null
  json: boolean
}

type ParsedArguments =
  | { run: 'inspect'; arguments: InspectArguments }
  | { run: 'help' }
  | { run: 'refuse'; reason: string }

const options = {
  json: { type: 'boolean', default: false },
  at: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export const helpText = `Shows what is inside a token, as the window does. Decodes and checks; verifies no signature, uses no
network.

  npm run --silent inspect -- [options] < file     reads standard input, as - does
  npm run --silent inspect -- [options] <token>    ends up in the shell's history and in ps

  --json          one JSON document: the inspection, with "hashes", the digests that were computed,
                  and "others", the same for each further token in the text
  --at <seconds>  check at this time, in epoch seconds, instead of now
  --help

Accepts any text with tokens in it: a bare token, a header, a curl command, a cookie, a URL, an OAuth
response. Inspects all of them. Omits signatures, and values that are tokens themselves.

Exit status: 0 if the text was read, 1 if a finding is an error (expired, unsigned, ...), 2 if
nothing was given or could be read.
`

/** Reads the command line. @param args without node and script */
export function parseArguments(args: string[]): ParsedArguments {
  const parsed = parsedOrReason(args)
  if (typeof parsed === 'string') return { run: 'refuse', reason: parsed }
  const { values, positionals } = parsed
  if (values.help) return { run: 'help' }
  const atSeconds = values.at === undefined ? null : secondsIn(values.at)
  if (Number.isNaN(atSeconds)) {
    const reason = `--at needs epoch seconds, such as 1700000000, not ${JSON.stringify(values.at)}`
    return { run: 'refuse', reason }
  }
  return {
    run: 'inspect',
    arguments: { input: inputIn(positionals), atSeconds, json: values.json },
  }
}

function inputIn(positionals: readonly string[]): InspectArguments['input'] {
  // The shell splits `Bearer eyJ...` into two arguments.
  const text = positionals.join(' ')
  return positionals.length === 0 || text === '-'
    ? { from: 'standard-input', named: text === '-' }
    : { from: 'arguments', text }
}

function parsedOrReason(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    // The message repeats the argument, which may be a token that begins with a hyphen.
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return 'an option has an invalid value'
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return 'unknown option'
    throw error
  }
}

const secondsIn = (text: string): number => (/^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : NaN)
