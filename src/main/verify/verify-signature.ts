import {
  type HmacFacts,
  joined,
  memberOf,
  type SignatureAlgorithm,
  signatureAlgorithms,
  stringOf,
  tokenTypeOf,
} from '../../inspector/index.ts'
import type { Check, SignatureVerification } from '../../shared/verification.ts'
import { failed, notChecked, passed } from './checks.ts'
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

export interface SignatureResult extends KeysTried {
  verification: SignatureVerification
}

interface KeysTried {
  key: Key | null
  /** How many keys fit; null where none were looked at. */
  candidates: number | null
  hmac: HmacFacts | null
  /** The header names the keys that were tried by their `kid`. */
  named: boolean
}

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
  const { name, role, headers } = signature
  const { outcome, text, checks, ...tried } = await attempt(
    signature,
    candidates,
    supports,
    signatures,
  )
  const verification: SignatureVerification = {
    ...{ name, role, outcome, text, checks },
    algorithm: joined(headers, 'alg'),
    keyId: joined(headers, 'kid'),
    key: tried.key ? await describeKey(tried.key) : null,
  }
  return { verification, key: null, candidates: null, hmac: null, named: false, ...tried }
}

async function attempt(
  signature: JwsSignature,
  candidates: CandidateKeys,
  supports: RuntimeSupport,
  signatures: number,
): Promise<Ending & Partial<KeysTried>> {
  const { headers, jws } = signature
  const known = await readAlgorithm(signature, supports)
  if (!('algorithm' in known)) return known
  const { algorithm, checks } = known
  if (jws.signature === '') {
    return { outcome: 'incomplete', text: 'Signature missing.', checks }
  }
  const misfit = misfitForSignature(algorithm)
  const { fitting, reason, named } = chooseKeys(candidates.keys, joined(headers, 'kid'), misfit)
  const best = await tryKeys(signature, fitting.slice(0, mostTried), algorithm)
  const matched = best?.match === 'matches' ? best.key : null
  const hmac =
    algorithm.kind === 'HMAC'
      ? await hmacFacts(jws, algorithm, candidates.keys, matched, signatures)
      : null
  const ending = best
    ? endingOf(best, fitting.length, algorithm, signature, candidates)
    : endingWithoutKey(reason, hmac)
  const [only = null, ...others] = fitting
  return {
    ...ending,
    checks: [...checks, ...ending.checks, ...checkTried(hmac)],
    key: matched ?? (others.length === 0 ? only : null),
    candidates: fitting.length,
    hmac,
    named,
  }
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

  const refused = (outcome: Ending['outcome'], text: string): Ending => {
    return { outcome, text, checks: [...checks, failed('algorithm', text)] }
  }
  const name = joined(headers, 'alg')
  if (name === null) return refused('invalid', 'The header names no algorithm.')
  if (name === 'none') {
    const more = jws.signature === '' ? '' : ' The third part is ignored.'
    return refused('unsecured', `Not signed: the algorithm is "none".${more}`)
  }
  const algorithm = await usable(name, signatureAlgorithms.get(name), supports)
  if (typeof algorithm === 'string') return refused('unsupported', algorithm)
  const isProtected = memberOf(headers[0], 'alg') !== null
  const text = isProtected ? `${name}.` : `${name}, from the unprotected header.`
  return { algorithm, checks: [...checks, passed('algorithm', text)] }
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
  const end = (outcome: Ending['outcome'], check: typeof passed, text: string): Ending => {
    return { outcome, text, checks: [...checks, check('signature', text)] }
  }
  switch (match) {
    case 'unusable':
      return end('cannot-check', notChecked, 'The key is damaged.')
    case 'malformed':
      return end('invalid', notChecked, 'The header or an encoding violates RFC 7515.')
    case 'differs':
      if (detached) {
        return end('incomplete', notChecked, 'Detached payload missing. Enter it to verify.')
      }
      return tried === 1
        ? end('invalid', failed, 'Signature does not match: wrong key, or the token was altered.')
        : end('invalid', failed, `Signature does not match any of the ${tried} suitable keys.`)
    case 'matches':
      if (size?.outcome === 'failed') {
        return end('matches-but-not-legal', passed, 'Signature matches, but the key is too small.')
      }
      if (candidates.carried && !(candidates.inHeader && provesKey(headers[0], key))) {
        const text = 'Signature matches a key in the token itself.'
        return end('matches-own-key', passed, text)
      }
      return end('valid', passed, 'Signature valid.')
  }
}

/** RFC 9449 4.3: a DPoP proof is verified with the public key in its header, and proves its possession. */
const provesKey = (header: JwsSignature['headers'][0], { jwk }: Key): boolean =>
  tokenTypeOf(stringOf(header, 'typ'))?.holdsKey === true &&
  jwk.kty !== 'oct' &&
  !holdsPrivatePart(jwk)

function endingWithoutKey(reason: string, hmac: HmacFacts | null): Ending {
  const checks = [failed('key', reason)]
  if (!hmac?.publicKeyEncoding) return { outcome: 'no-key', text: reason, checks }
  return { outcome: 'invalid', text: 'The text of the public key was used as the secret.', checks }
}
