import type { SelectiveDisclosureReport } from './hash-report.ts'
import type { SdJwtReading, TokenPart } from '../read/inspection.ts'
import { stringOf } from '../json/access.ts'
import { digestText } from './digest.ts'
import { Discloser } from './disclose.ts'

/** Names in IANA's registry "Named Information Hash Algorithm" and in the Web Cryptography API. */
const hashNames: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'SHA-256'],
  ['sha-384', 'SHA-384'],
  ['sha-512', 'SHA-512'],
])

/**
 * Recomputes the digests of the disclosures and of the key binding (RFC 9901 §4.2.3, §4.3.1, §7.1).
 *
 * @param text the cleaned token text that was read
 */
export async function checkDisclosures(
  reading: SdJwtReading,
  text: string,
): Promise<SelectiveDisclosureReport> {
  const hash = hashNames.get(reading.hashAlgorithm)
  if (hash === undefined) return unsupported(reading.hashAlgorithm)
  const pieceOf = (part: number | undefined) => pieceAt(text, reading.parts[part ?? -1])
  const encoded = reading.disclosures.map(({ part }) => pieceOf(part))
  const digests = await Promise.all(encoded.map((piece) => digestText(hash, piece)))
  const claimed = stringOf(reading.keyBinding?.claims ?? null, 'sd_hash')
  const covered = presented(reading, text, encoded)
  const payload = reading.claims
  const { claims, pointers, ...found } =
    payload === null
      ? { ...nothingFound, claims: null, pointers: [] }
      : new Discloser(reading.disclosures, digests).run(payload)
  return {
    ...found,
    unsupportedAlgorithm: null,
    disclosures: digests.map((digest, index) => ({ digest, pointer: pointers[index] ?? null })),
    keyBindingHash:
      claimed === null ? null : { claimed, computed: await digestText(hash, covered) },
    claims,
  }
}

const nothingFound = { duplicateDigests: [], collisions: [], undisclosed: 0 }

const unsupported = (algorithm: string): SelectiveDisclosureReport => ({
  ...nothingFound,
  unsupportedAlgorithm: algorithm,
  disclosures: [],
  keyBindingHash: null,
  claims: null,
})

const pieceAt = (text: string, part: TokenPart | undefined): string =>
  part === undefined ? '' : text.slice(part.offset, part.offset + part.length)

/** What `sd_hash` covers: the compact form up to its last `~`, also for JSON (RFC 9901 §8). */
function presented(reading: SdJwtReading, text: string, encoded: readonly string[]): string {
  const [signature] = reading.signatures
  const payload = reading.parts.findIndex(({ role }) => role === 'payload')
  const jws = [signature?.headerPart, payload, signature?.part]
    .map((part) => pieceAt(text, reading.parts[part ?? -1]))
    .join('.')
  return [jws, ...encoded, ''].join('~')
}
