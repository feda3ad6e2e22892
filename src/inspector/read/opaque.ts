import type { Alphabet, OpaqueReading } from './inspection.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { PartReader } from './parts.ts'
import type { ReadOptions } from './context.ts'

/** Measures a token that cannot be decoded: length, alphabet and entropy. */
export function readOpaque(
  token: FoundToken,
  options: ReadOptions,
  shape: string | null = null,
): OpaqueReading {
  const { text } = token
  const reader = new PartReader(token, options)
  reader.add('whole', 'Token', { text, offset: 0 })
  const { characters, entropyBits } = measure(text)
  options.work.steps += text.length
  return {
    ...reader.sharedFields('Opaque token'),
    kind: 'opaque',
    characters,
    alphabet: alphabetOf(text),
    entropyBits,
    shape: uuid.test(text) ? 'The token is a UUID.' : shape,
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** From the smallest to the largest. The first one that matches is the alphabet. */
const alphabets: readonly (readonly [RegExp, Alphabet])[] = [
  [/^[0-9]+$/, 'digits'],
  [/^(?:[0-9a-f]+|[0-9A-F]+)$/, 'hexadecimal'],
  [/^[0-9A-Za-z]+$/, 'letters and digits'],
  [/^[\w-]+$/, 'base64url'],
  [/^[0-9A-Za-z+/]+={0,2}$/, 'base64'],
  [/^[\x20-\x7e]+$/, 'printable ASCII'],
]

const alphabetOf = (text: string): Alphabet =>
  alphabets.find(([pattern]) => pattern.test(text))?.[1] ?? 'Unicode'

/** Entropy: Shannon entropy of the character frequencies, times the number of characters. */
function measure(text: string): { characters: number; entropyBits: number } {
  const counts = new Map<string, number>()
  let characters = 0
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1)
    characters++
  }
  let bits = 0
  for (const count of counts.values()) bits += count * Math.log2(characters / count)
  return { characters, entropyBits: Math.round(bits) }
}
