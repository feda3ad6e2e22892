import { helpText, type InspectArguments, parseArguments } from './cli-arguments.ts'
import { exitCode } from './exit-code.ts'
import { inspectAll } from './inspect-all.ts'
import { jsonDocument } from './json-document.ts'
import { mostInputBytes, readInput } from './read-input.ts'
import { paintFor } from './text/terminal.ts'
import { report } from './text/report.ts'

/** The inspector without its window: `npm run --silent inspect -- --help`. */
async function main(): Promise<void> {
  const parsed = parseArguments(process.argv.slice(2))
  switch (parsed.run) {
    case 'help':
      process.stdout.write(helpText)
      return
    case 'refuse':
      complain(parsed.reason)
      return
    case 'inspect':
      await inspectInput(parsed.arguments)
  }
}

async function inspectInput({ input, atSeconds, json }: InspectArguments): Promise<void> {
  const text = await readInput(input, process.stdin)
  if (text === null) {
    complain(`the input is longer than ${mostInputBytes} bytes`)
    return
  }
  const nowSeconds = atSeconds ?? Date.now() / 1000
  const inspected = await inspectAll(text, nowSeconds)
  const [{ inspection }] = inspected
  if (json) process.stdout.write(`${jsonDocument(inspected)}\n`)
  else if (inspection.kind !== 'nothing') {
    process.stdout.write(report(inspected, nowSeconds, paintFor(process.stdout, process.env)))
  }
  if (inspection.kind === 'nothing') complain(inspection.problem)
  process.exitCode = exitCode(inspected.map((each) => each.inspection))
}

function complain(reason: string): void {
  process.stderr.write(`inspect: ${reason}\nTry --help.\n`)
  process.exitCode = 2
}

// A reader of the output, such as `head`, may close it early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
main().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error))
})
