import { type HmacFacts, joined, stringOf } from '../../inspector/index.ts'
import type { Check, SignatureVerification } from '../../shared/verification.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { checkTried, hmacFacts } from './hmac-facts.ts'
import { checkKey, checkKeySize, type KeysAtHand } from './key-checks.ts'
import { chooseKeys, misfitForSignature } from './key-fit.ts'
import { describeKey, holdsPrivatePart, type Key } from './key.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import { type Ending, readAlgorithm } from './signature-algorithm.ts'
import { type Match, matchSignature } from './signature-match.ts'
import type { SignedPiece } from './signed-pieces.ts'

export interface SignatureResult {
  verification: SignatureVerification
  /** The key that matched, or the only one that fits. */
  key: Key | null
  /** How many keys could have made it; null where none were looked at. */
  candidates: number | null
  hmac: HmacFacts | null
  /** The header names the keys that were tried by their `kid`. */
  named: boolean
}

/** A set with more keys than this that all fit is no real one. */
const mostTried = 50

/**
 * Checks one signature against the keys at hand, and says why it is not right where it is not.
 *
 * @param signatures how many there are to be checked
 */
export async function verifySignature(
  piece: SignedPiece,
  atHand: KeysAtHand,
  supports: RuntimeSupport,
  signatures: number,
): Promise<SignatureResult> {
  const known = await readAlgorithm(piece, supports)
  if (!('algorithm' in known)) return resultOf(piece, known)
  const { algorithm, checks } = known
  if (piece.input.signature === '') {
    return resultOf(piece, { outcome: 'incomplete', text: 'The signature is missing.', checks })
  }
  const choice = chooseKeys(atHand.keys, keyIdOf(piece), misfitForSignature(algorithm))
  const { fitting, reason, named } = choice
  const tried = await tryKeys(piece, fitting.slice(0, mostTried), algorithm)
  const matched = tried?.match === 'matches' ? tried.key : null
  const isHmac = algorithm.kty === 'oct'
  const hmac = isHmac
    ? await hmacFacts(piece.input, algorithm, atHand.keys, matched, signatures)
    : null
  const ending = tried
    ? endingOf(tried.match, tried.key, fitting.length, algorithm, piece, atHand)
    : endingWithoutKey(reason, hmac)
  return resultOf(
    piece,
    { ...ending, checks: [...checks, ...ending.checks, ...checkTried(hmac)] },
    {
      key: matched ?? (fitting.length === 1 ? (fitting[0] ?? null) : null),
      candidates: fitting.length,
      hmac,
      named,
    },
  )
}

/** The first key that matches, else the first that could be used; null where there is none. */
async function tryKeys(piece: SignedPiece, keys: readonly Key[], algorithm: SignatureAlgorithm) {
  let best: { match: Match; key: Key } | null = null
  for (const key of keys) {
    const match = await matchSignature(piece.input, key, algorithm)
    if (match === 'matches') return { match, key }
    if (best === null || best.match === 'unusable') best = { match, key }
  }
  return best
}

function endingOf(
  match: Match,
  key: Key,
  tried: number,
  algorithm: SignatureAlgorithm,
  piece: SignedPiece,
  atHand: KeysAtHand,
): Ending {
  const size = checkKeySize(key, algorithm)
  const checks = [checkKey(key, keyIdOf(piece), atHand), ...(size ? [size] : [])]
  const end = (outcome: Ending['outcome'], signature: Check['outcome'], text: string): Ending => {
    return { outcome, text, checks: [...checks, { what: 'signature', outcome: signature, text }] }
  }
  switch (match) {
    case 'unusable':
      return end('cannot-check', 'not-checked', 'The key is damaged: it cannot be used.')
    case 'malformed':
      return end('invalid', 'not-checked', 'The header or an encoding breaks RFC 7515.')
    case 'differs':
      if (piece.detached) {
        return end('incomplete', 'not-checked', 'The payload is not in the token: supply it.')
      }
      return tried === 1
        ? end('invalid', 'failed', 'This key did not sign it, or it was changed afterwards.')
        : end('invalid', 'failed', `None of the ${tried} keys that fit signed it as it is.`)
    case 'matches':
      if (size?.outcome === 'failed') {
        return end('matches-but-not-legal', 'passed', 'The signature is right, the key too small.')
      }
      return atHand.carried && !(atHand.inHeader && provesKey(piece, key))
        ? end(
            'matches-own-key',
            'passed',
            'The signature is right with a key that the token itself brings.',
          )
        : end('valid', 'passed', 'The signature is right.')
  }
}

/** RFC 9449 4.3: a DPoP proof is checked with the public key in its header, and proves having it. */
const provesKey = ({ header }: SignedPiece, { jwk }: Key): boolean =>
  stringOf(header, 'typ')?.toLowerCase() === 'dpop+jwt' &&
  jwk.kty !== 'oct' &&
  !holdsPrivatePart(jwk)

function endingWithoutKey(reason: string, hmac: HmacFacts | null): Ending {
  const check: Check = { what: 'key', outcome: 'failed', text: reason }
  return hmac?.publicKeyEncoding
    ? {
        outcome: 'invalid',
        text: 'The text of the public key was used as the secret.',
        checks: [check],
      }
    : { outcome: 'no-key', text: reason, checks: [check] }
}

const keyIdOf = ({ header, unprotected }: SignedPiece) => joined([header, unprotected], 'kid')

async function resultOf(
  piece: SignedPiece,
  ending: Ending,
  told: Omit<SignatureResult, 'verification'> = noKey,
): Promise<SignatureResult> {
  const { name, role, header, unprotected } = piece
  const verification: SignatureVerification = {
    name,
    role,
    ...ending,
    algorithm: joined([header, unprotected], 'alg'),
    keyId: keyIdOf(piece),
    key: told.key && (await describeKey(told.key)),
  }
  return { verification, ...told }
}

const noKey = { key: null, candidates: null, hmac: null, named: false }
