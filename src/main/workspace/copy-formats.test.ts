import { describe, expect, it } from 'vitest'
import { type Copied, textToCopy } from './token-actions.ts'

const copied: Copied = {
  provider: {
    id: '5f0c6b0e-7c53-4d09-a3f1-0c9d1a8f6b11',
    name: "Bank's API (new)",
    environment: 'sandbox',
    baseUrl: 'https://bank.example/api',
    template: 'gocardless-bank-account-data',
    fields: {},
    createdAtMs: 0,
    mutedFindings: [],
    keySource: null,
  },
  baseUrl: 'https://bank.example/api',
  slot: 'access',
  token: "a.b'c",
  claimsJson: '{"n": 12345678901234567890}',
}

describe('textToCopy', () => {
  it.each([
    ['token', "a.b'c"],
    ['authorization-header', "Authorization: Bearer a.b'c"],
    ['curl', `curl --header 'Authorization: Bearer a.b'\\''c' 'https://bank.example/api'`],
    ['environment', `export BANK_S_API_NEW_SANDBOX_ACCESS_TOKEN='a.b'\\''c'`],
    ['claims-json', '{"n": 12345678901234567890}'],
  ] as const)('writes %s', (format, text) => {
    expect(textToCopy(format, copied)).toBe(text)
  })

  it('has no claims to copy for a token without any', () => {
    expect(textToCopy('claims-json', { ...copied, claimsJson: null })).toBeNull()
  })

  it('makes a variable name that does not begin with a digit', () => {
    const provider = { ...copied.provider, name: '3scale', environment: '' }
    expect(textToCopy('environment', { ...copied, provider, token: 't' })).toBe(
      `export _3SCALE_ACCESS_TOKEN='t'`,
    )
  })

  it('keeps a name in another script usable', () => {
    const provider = { ...copied.provider, name: '銀行', environment: '' }
    expect(textToCopy('environment', { ...copied, provider, token: 't' })).toBe(
      `export ACCESS_TOKEN='t'`,
    )
  })
})
