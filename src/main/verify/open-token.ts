import {
  type EncryptionFacts,
  type Inspection,
  type InspectionContext,
  inspectToken,
  type JweReading,
} from '../../inspector/index.ts'
import type { Failure } from '../../shared/result.ts'
import type { Check, Decryption, RecipientDecryption } from '../../shared/verification.ts'
import { decryptRecipient } from './decrypt-recipient.ts'
import { encryptedPieces } from './encrypted-pieces.ts'
import { encryptionFacts, newFindings, noFacts } from './facts.ts'
import type { Key } from './key.ts'
import { checkLegality } from './legality.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import type { ReadInput, TokenInput } from './token-input.ts'

/** More recipients than anybody encrypts for; each can cost a second of key derivation. */
const mostRecipients = 20

export interface OpenedToken {
  decryption: Decryption
  /** What was inside, as text; null where it stays closed or is no text. Secret. */
  plaintext: string | null
}

/** Opens an encrypted token with whatever key fits, each recipient on its own. Verifies nothing. */
export async function openToken(
  input: TokenInput,
  { found, reading }: ReadInput & { reading: JweReading & Inspection },
  keys: readonly Key[],
  supports: RuntimeSupport,
): Promise<OpenedToken> {
  const all = encryptedPieces(found.text, reading)
  const pieces = all.slice(0, mostRecipients)
  const results = []
  // One after the other: each may derive a key from a password, which takes a core for a while.
  for (const piece of pieces) results.push(await decryptRecipient(piece, keys, supports))
  const recipients = results.map(({ recipient }) => recipient)
  const bytes = results.map(({ plaintext }) => plaintext).find((opened) => opened !== null) ?? null
  const plaintext = bytes && asText(bytes)
  const inside = (context: InspectionContext) =>
    plaintext === null ? null : inspectToken(found, { ...context, decrypted: plaintext })
  const unmasked = inside({ ...input.context, maskTokens: false })
  const inspection = inside(input.context)
  const headers = pieces.flatMap((piece) => piece.headers)
  const facts = encryptionFacts(headers, unmasked)
  const decryption: Decryption = {
    ...ending(recipients, bytes, plaintext),
    recipients,
    checks: [
      checkLegality(reading, input.text, found.text),
      ...checkCount(all.length),
      ...(bytes ? checkInside(facts) : []),
    ],
    inspection,
    facts,
    findings: newFindings({ ...noFacts, encryption: facts }, inspection ?? reading),
    failure: null,
  }
  return { decryption, plaintext }
}

function ending(
  recipients: readonly RecipientDecryption[],
  bytes: Uint8Array | null,
  plaintext: string | null,
): Pick<Decryption, 'outcome' | 'text'> {
  if (bytes && plaintext === null) {
    const text = `It is opened: ${bytes.byteLength} bytes that are no text.`
    return { outcome: 'decrypted', text }
  }
  const best = recipients.find(({ outcome }) => outcome === 'decrypted') ?? recipients[0]
  if (!best) return { outcome: 'incomplete', text: 'It names no recipient.' }
  const { outcome, text } = best
  return { outcome: outcome === 'no-key' ? 'cannot-check' : outcome, text }
}

function checkCount(recipients: number): Check[] {
  if (recipients <= mostRecipients) return []
  const text = `Only the first ${mostRecipients} of ${recipients} recipients were tried.`
  return [{ what: 'key', outcome: 'not-checked', text }]
}

function checkInside({ replicatedDiffer: differ }: EncryptionFacts): Check[] {
  const inside = 'Opening it verifies nothing of what is inside.'
  const verb = differ.length === 1 ? 'differs' : 'differ'
  const text = `${differ.join(', ')} in the header ${verb} from inside.`
  return [
    ...(differ.length > 0
      ? [{ what: 'replicated-claims', outcome: 'failed', text } satisfies Check]
      : []),
    { what: 'signature', outcome: 'not-checked', text: inside },
  ]
}

function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null // bytes of some other kind: how many there are is said
  }
}

/** For a token that could not even be tried. */
export const unopened = (
  outcome: Decryption['outcome'],
  text: string,
  failure: Failure | null = null,
): Decryption => ({
  outcome,
  text,
  recipients: [],
  checks: [],
  inspection: null,
  facts: { pbes2Count: null, zip: null, replicatedDiffer: [] },
  findings: [],
  failure,
})
