import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../inspector/index.ts'
import type { Check, Verdict } from '../../../shared/verification.ts'
import { headlineOf, verificationMark } from './verdict.ts'

const finding = (id: string, severity: Finding['severity'] = 'error'): Finding => ({
  id,
  severity,
  text: `About ${id}.`,
  why: '',
  reference: '',
})

const verified = (verdict: Verdict, failed?: Check['what']) => ({
  verdict,
  text: `About ${verdict}.`,
  ...(failed && {
    signatures: [
      {
        name: 'Signature',
        role: 'signature' as const,
        outcome: 'invalid' as const,
        text: '',
        algorithm: null,
        keyId: null,
        key: null,
        checks: [{ what: failed, outcome: 'failed' as const, text: '' }],
      },
    ],
  }),
})

describe('the headline', () => {
  it.each([
    ['Active', 'good', { state: 'active' }],
    ['Active', 'good', { state: 'active', verified: verified('valid') }],
    ['Active', 'good', { state: 'active', findings: [finding('no-expiry', 'warning')] }],
    ['Active', 'good', { state: 'active', verified: verified('cannot-check') }],
    ['Expires soon', 'soon', { state: 'soon', verified: verified('valid') }],
    ['Expired', 'bad', { state: 'expired', findings: [finding('expired')] }],
    ['Not yet active', 'off', { state: 'not-yet', findings: [finding('not-yet-valid')] }],
    ['Expiry unknown', 'off', { state: 'unknown' }],
    ['Expiry unknown', 'off', { state: null }],
    ['Signature invalid', 'bad', { state: 'active', verified: verified('invalid', 'signature') }],
    ['Signature invalid', 'bad', { state: 'expired', verified: verified('invalid', 'signature') }],
    ['Invalid', 'bad', { state: 'active', verified: verified('invalid', 'key-size') }],
    ['Invalid', 'bad', { state: 'active', verified: verified('invalid') }],
    ['Unsigned', 'bad', { state: 'active', verified: verified('unsecured') }],
    ['Unsigned', 'bad', { state: 'active', findings: [finding('alg-none')] }],
    ['Malformed token', 'bad', { state: null, findings: [finding('token-malformed')] }],
    ['Matches its own key', 'soon', { state: 'active', verified: verified('matches-own-key') }],
    ['Expired', 'bad', { state: 'expired', verified: verified('matches-own-key') }],
  ] as const)('is %s (%s) for %j', (word, tone, known) =>
    expect(headlineOf(known)).toMatchObject({ word, tone }),
  )

  it('says why where it is not about the lifetime', () => {
    expect(headlineOf({ state: 'active' })).toMatchObject({ of: 'lifetime', reason: '' })
    expect(headlineOf({ state: 'expired', findings: [finding('alg-none')] })).toMatchObject({
      of: 'finding',
      reason: 'About alg-none.',
    })
  })
})

it('says beside the headline whether the signature was verified', () => {
  expect(verificationMark(undefined).word).toBe('Not verified')
  expect(verificationMark(verified('valid')).word).toBe('Verified')
})
