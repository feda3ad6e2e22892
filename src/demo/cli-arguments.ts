import { parseArgs } from 'node:util'
import type { DemoServerOptions } from './index.ts'

export interface ServeArguments extends Omit<DemoServerOptions, 'seed' | 'keyStore' | 'now'> {
  clockOffsetSeconds: number
  /** Folder for the seed and the keys. */
  keys?: string | undefined
}

type ParsedArguments =
  { run: 'serve'; arguments: ServeArguments } | { run: 'help' } | { run: 'refuse'; reason: string }

const options = {
  port: { type: 'string', default: '0' },
  'access-seconds': { type: 'string' },
  'refresh-seconds': { type: 'string' },
  'new-per-hour': { type: 'string' },
  'refresh-per-minute': { type: 'string' },
  'clock-offset-seconds': { type: 'string', default: '0' },
  keys: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const tenYears = 10 * 366 * 86_400

/** Parses the command line of the demo server, without node and script. */
export function parseArguments(args: string[]): ParsedArguments {
  try {
    const { values } = parseArgs({ args, options })
    if (values.help) return { run: 'help' }
    if (values.keys === '') throw new Error('--keys needs the name of a folder')
    const within = (
      name: Exclude<keyof typeof values, 'help' | 'keys'>,
      from: number,
      to: number,
    ) => (values[name] === undefined ? undefined : wholeNumber(name, values[name], from, to))
    return {
      run: 'serve',
      arguments: {
        port: within('port', 0, 65_535) ?? 0,
        accessSeconds: within('access-seconds', 1, tenYears),
        refreshSeconds: within('refresh-seconds', 1, tenYears),
        newPerHour: within('new-per-hour', 1, 1_000_000),
        refreshPerMinute: within('refresh-per-minute', 1, 1_000_000),
        clockOffsetSeconds: within('clock-offset-seconds', -tenYears, tenYears) ?? 0,
        keys: values.keys,
      },
    }
  } catch (error) {
    return { run: 'refuse', reason: error instanceof Error ? error.message : String(error) }
  }
}

function wholeNumber(name: string, text: string, from: number, to: number): number {
  const number = /^-?\d{1,12}$/.test(text) ? Number(text) : NaN
  if (number >= from && number <= to) return number
  throw new Error(
    `--${name} needs a whole number from ${from} to ${to}, not ${JSON.stringify(text)}`,
  )
}
