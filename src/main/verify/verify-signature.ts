import {
  type HmacFacts,
  joined,
  memberOf,
  type SignatureAlgorithm,
  signatureAlgorithms,
  stringOf,
} from '../../inspector/index.ts'
import type { Check, SignatureVerification } from '../../shared/verification.ts'
import { checkCritical } from './critical-header.ts'
import { checkTried, hmacFacts } from './hmac-facts.ts'
import type { JwsSignature } from './jose-inputs.ts'
import {
  type CandidateKeys,
  checkKey,
  checkKeySize,
  chooseKeys,
  misfitForSignature,
} from './key-fit.ts'
import { describeKey, holdsPrivatePart, type Key } from './key.ts'
import { type RuntimeSupport, usable } from './runtime-support.ts'
import { type Match, matchSignature } from './signature-match.ts'

export interface SignatureResult {
  verification: SignatureVerification
  /** The key that matched, or the only one that fits. */
  key: Key | null
  /** How many keys fit; null where none were looked at. */
  candidates: number | null
  hmac: HmacFacts | null
  /** The header names the keys that were tried by their `kid`. */
  named: boolean
}

/** How the check of one signature ended. */
type Ending = Pick<SignatureVerification, 'outcome' | 'text' | 'checks'>

/** More keys that all fit than any real set has. */
const mostTried = 50

/**
 * Checks one signature against the keys, and says why it is not right where it is not.
 *
 * @param signatures how many the token has
 */
export async function verifySignature(
  signature: JwsSignature,
  candidates: CandidateKeys,
  supports: RuntimeSupport,
  signatures: number,
): Promise<SignatureResult> {
  const { headers, jws } = signature
  const known = await readAlgorithm(signature, supports)
  if (!('algorithm' in known)) return resultOf(signature, known)
  const { algorithm, checks } = known
  if (jws.signature === '') {
    return resultOf(signature, { outcome: 'incomplete', text: 'The signature is missing.', checks })
  }
  const misfit = misfitForSignature(algorithm)
  const { fitting, reason, named } = chooseKeys(candidates.keys, joined(headers, 'kid'), misfit)
  const tried = await tryKeys(signature, fitting.slice(0, mostTried), algorithm)
  const matched = tried?.match === 'matches' ? tried.key : null
  const hmac =
    algorithm.kind === 'HMAC'
      ? await hmacFacts(jws, algorithm, candidates.keys, matched, signatures)
      : null
  const ending = tried
    ? endingOf(tried, fitting.length, algorithm, signature, candidates)
    : endingWithoutKey(reason, hmac)
  return resultOf(
    signature,
    { ...ending, checks: [...checks, ...ending.checks, ...checkTried(hmac)] },
    {
      key: matched ?? (fitting.length === 1 ? (fitting[0] ?? null) : null),
      candidates: fitting.length,
      hmac,
      named,
    },
  )
}

/** What comes before any key: `crit`, `alg`, and whether it can be verified here at all. */
export async function readAlgorithm(
  { headers, jws }: JwsSignature,
  supports: RuntimeSupport,
): Promise<Ending | { algorithm: SignatureAlgorithm; checks: Check[] }> {
  const critical = checkCritical(headers, ['b64'])
  const checks = critical ? [critical] : []
  // Before `none`: what `crit` demands counts even where nothing is signed.
  if (critical?.outcome === 'failed') return { outcome: 'invalid', text: critical.text, checks }

  const failed = (outcome: 'invalid' | 'unsecured' | 'unsupported', text: string): Ending => {
    return { outcome, text, checks: [...checks, { what: 'algorithm', outcome: 'failed', text }] }
  }
  const name = joined(headers, 'alg')
  if (name === null) return failed('invalid', 'The header names no algorithm.')
  if (name === 'none') {
    const more = jws.signature === '' ? '' : ' What stands in its place is no signature.'
    return failed('unsecured', `There is no signature: the algorithm is "none".${more}`)
  }
  const algorithm = await usable(name, signatureAlgorithms.get(name), supports)
  if (typeof algorithm === 'string') return failed('unsupported', algorithm)
  const isProtected = memberOf(headers[0], 'alg') !== null
  const text = isProtected ? `${name}.` : `${name}, from the unprotected header.`
  return { algorithm, checks: [...checks, { what: 'algorithm', outcome: 'passed', text }] }
}

interface Tried {
  match: Match
  key: Key
}

/** The first key that matches, else the first that is not damaged; null where there is none. */
async function tryKeys(
  { jws }: JwsSignature,
  keys: readonly Key[],
  algorithm: SignatureAlgorithm,
): Promise<Tried | null> {
  let best: Tried | null = null
  for (const key of keys) {
    const match = await matchSignature(jws, key, algorithm)
    if (match === 'matches') return { match, key }
    if (best === null || best.match === 'unusable') best = { match, key }
  }
  return best
}

function endingOf(
  { match, key }: Tried,
  tried: number,
  algorithm: SignatureAlgorithm,
  { headers, detached }: JwsSignature,
  candidates: CandidateKeys,
): Ending {
  const size = checkKeySize(key, algorithm)
  const checks = [checkKey(key, joined(headers, 'kid'), candidates), ...(size ? [size] : [])]
  const end = (outcome: Ending['outcome'], signature: Check['outcome'], text: string): Ending => {
    return { outcome, text, checks: [...checks, { what: 'signature', outcome: signature, text }] }
  }
  switch (match) {
    case 'unusable':
      return end('cannot-check', 'not-checked', 'The key is damaged: it cannot be used.')
    case 'malformed':
      return end('invalid', 'not-checked', 'The header or an encoding breaks RFC 7515.')
    case 'differs':
      if (detached) {
        return end('incomplete', 'not-checked', 'The payload is not in the token: supply it.')
      }
      return tried === 1
        ? end('invalid', 'failed', 'This key did not sign it, or it was changed afterwards.')
        : end('invalid', 'failed', `None of the ${tried} keys that fit signed it as it is.`)
    case 'matches':
      if (size?.outcome === 'failed') {
        return end('matches-but-not-legal', 'passed', 'The signature is right, the key too small.')
      }
      if (candidates.carried && !(candidates.inHeader && provesKey(headers[0], key))) {
        const text = 'The signature is right with a key that the token itself brings.'
        return end('matches-own-key', 'passed', text)
      }
      return end('valid', 'passed', 'The signature is right.')
  }
}

/** RFC 9449 4.3: a DPoP proof is verified with the public key in its header, and proves its possession. */
const provesKey = (header: JwsSignature['headers'][0], { jwk }: Key): boolean =>
  stringOf(header, 'typ')?.toLowerCase() === 'dpop+jwt' &&
  jwk.kty !== 'oct' &&
  !holdsPrivatePart(jwk)

function endingWithoutKey(reason: string, hmac: HmacFacts | null): Ending {
  const checks: Check[] = [{ what: 'key', outcome: 'failed', text: reason }]
  if (!hmac?.publicKeyEncoding) return { outcome: 'no-key', text: reason, checks }
  return { outcome: 'invalid', text: 'The text of the public key was used as the secret.', checks }
}

async function resultOf(
  { name, role, headers }: JwsSignature,
  ending: Ending,
  told: Omit<SignatureResult, 'verification'> = noKey,
): Promise<SignatureResult> {
  const verification: SignatureVerification = {
    name,
    role,
    ...ending,
    algorithm: joined(headers, 'alg'),
    keyId: joined(headers, 'kid'),
    key: told.key && (await describeKey(told.key)),
  }
  return { verification, ...told }
}

const noKey = { key: null, candidates: null, hmac: null, named: false }
