import type { InspectArguments } from './cli-arguments.ts'

/** Far larger than any token; ends the reading of an endless stream. */
export const mostInputBytes = 32_000_000

interface StandardInput extends AsyncIterable<Uint8Array> {
  isTTY?: boolean
}

/**
 * The text to inspect; null where it is too long. A terminal is read only where `-` asks for it:
 * otherwise a command without input would wait for ever.
 */
export async function readInput(
  input: InspectArguments['input'],
  standardInput: StandardInput,
): Promise<string | null> {
  if (input.from === 'arguments') return input.text
  if (standardInput.isTTY === true && !input.named) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of standardInput) {
    bytes += chunk.length
    if (bytes > mostInputBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
