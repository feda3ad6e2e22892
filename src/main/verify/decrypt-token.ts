import {
  type EncryptionFacts,
  type Inspection,
  type InspectionContext,
  inspectToken,
  joined,
  type JsonObject,
  memberOf,
  numberOf,
  sameValue,
} from '../../inspector/index.ts'
import type { Failure } from '../../shared/result.ts'
import type { DecryptRequest, KeySource } from '../../shared/verification-request.ts'
import type { Agreed, Asking } from './asking.ts'
import type { Check, Decryption, RecipientDecryption } from '../../shared/verification.ts'
import { checkCount, failed, notChecked } from './checks.ts'
import { decryptRecipient } from './decrypt-recipient.ts'
import { recipientsOf } from './jose-inputs.ts'
import { checkLegality } from './legality.ts'
import { keysFor, type VerifyEnvironment } from './load-keys.ts'
import { type ReadInput, readInput, type TokenInput } from './token-input.ts'
import { newFindings, noFacts } from './verdict.ts'

/** More recipients than anybody encrypts for; each can cost a second of key derivation. */
const mostRecipients = 20

export interface DecryptedToken {
  decryption: Decryption
  /** Null where decryption failed or the plaintext is no text. Secret. */
  plaintext: string | null
}

/**
 * Decrypts a token. What is inside is read, not verified. Never rejects for anything in the token or
 * the key; the key lives for this call only.
 */
export async function decryptToken(
  request: Agreed<DecryptRequest>,
  input: TokenInput,
  environment: VerifyEnvironment,
): Promise<Asking<Decryption>> {
  const { keySource, agreed = [] } = request
  const opened = await decryptWith(keySource, agreed, input, readInput(input), environment)
  return opened.state === 'ask' ? opened : { state: 'done', result: opened.result.decryption }
}

/** The same, with the plaintext for verifying what is inside. */
export async function decryptWith(
  source: KeySource,
  agreed: readonly string[],
  input: TokenInput,
  { found, reading }: ReadInput,
  environment: VerifyEnvironment,
): Promise<Asking<DecryptedToken>> {
  const { supports } = environment
  const closed = (
    outcome: Decryption['outcome'],
    text: string,
    failure: Failure | null = null,
  ): Asking<DecryptedToken> => ({
    state: 'done',
    result: { decryption: { ...undecrypted, outcome, text, failure }, plaintext: null },
  })
  if (reading.kind === 'malformed') return closed('incomplete', reading.problem)
  if (reading.kind !== 'jwe') {
    return closed('cannot-check', 'Not an encrypted token (JWE).')
  }
  const keys = await keysFor(source, agreed, input, reading, environment)
  if (keys.state === 'ask') return keys
  if (keys.state === 'failed') return closed('cannot-check', `${keys.failure.title}.`, keys.failure)
  const all = recipientsOf(found.text, reading)
  const tried = all.slice(0, mostRecipients)
  const results = []
  // In sequence: deriving a key from a password can occupy a core for a second.
  for (const recipient of tried)
    results.push(await decryptRecipient(recipient, keys.keys, supports))
  const recipients = results.map(({ recipient }) => recipient)
  const bytes = results.find((result) => result.plaintext !== null)?.plaintext ?? null
  const plaintext = bytes && asText(bytes)
  const inside = (context: InspectionContext) =>
    plaintext === null ? null : inspectToken(found, { ...context, decrypted: plaintext })
  const unmasked = inside({ ...input.context, maskTokens: false })
  const inspection = inside(input.context)
  const headers = tried.flatMap((recipient) => recipient.headers)
  const facts = encryptionFacts(headers, unmasked)
  const decryption: Decryption = {
    ...undecrypted,
    ...ending(recipients, bytes, plaintext),
    recipients,
    checks: [
      checkLegality(reading, input.text, found.text),
      ...checkCount('key', all.length, mostRecipients, 'recipients were tried'),
      ...(bytes ? checkInside(facts) : []),
    ],
    inspection,
    facts,
    findings: newFindings({ ...noFacts, encryption: facts }, inspection ?? reading),
  }
  return { state: 'done', result: { decryption, plaintext } }
}

function encryptionFacts(
  headers: readonly (JsonObject | null)[],
  opened: Inspection | null,
): EncryptionFacts {
  const nested = opened?.kind === 'jwe' ? opened.nested : null
  const claims = opened?.claims ?? nested?.claims ?? null
  // RFC 7519 5.3: claims may be repeated in the header, and must then be the same.
  const replicatedDiffer = ['iss', 'sub', 'aud'].filter((name) => {
    const outside = headers.map((header) => memberOf(header, name)).find((node) => node !== null)
    const within = memberOf(claims, name)
    return claims && outside && (within === null || !sameValue(outside, within))
  })
  const counts = headers.map((header) => numberOf(header, 'p2c'))
  return {
    pbes2Count: counts.find((count) => count !== null) ?? null,
    zip: joined(headers, 'zip'),
    replicatedDiffer,
  }
}

function ending(
  recipients: readonly RecipientDecryption[],
  bytes: Uint8Array | null,
  plaintext: string | null,
): Pick<Decryption, 'outcome' | 'text'> {
  if (bytes && plaintext === null) {
    const text = `Decrypted: ${bytes.byteLength} bytes that are not text.`
    return { outcome: 'decrypted', text }
  }
  const best = recipients.find(({ outcome }) => outcome === 'decrypted') ?? recipients[0]
  if (!best) return { outcome: 'incomplete', text: 'No recipient.' }
  const { outcome, text } = best
  return { outcome: outcome === 'no-key' ? 'cannot-check' : outcome, text }
}

function checkInside({ replicatedDiffer: differ }: EncryptionFacts): Check[] {
  const text = `Header and content differ in ${differ.join(', ')}.`
  return [
    ...(differ.length > 0 ? [failed('replicated-claims', text)] : []),
    notChecked('signature', 'Decryption does not verify the content.'),
  ]
}

/** Null for bytes that are no UTF-8. */
function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const undecrypted: Omit<Decryption, 'outcome' | 'text'> = {
  recipients: [],
  checks: [],
  inspection: null,
  facts: { pbes2Count: null, zip: null, replicatedDiffer: [] },
  findings: [],
  failure: null,
}
