import type { Inspection } from '../../../inspector/index.ts'
import type { Decryption, Verification } from '../../../shared/verification.ts'

const encryption = { pbes2Count: null, zip: null, replicatedDiffer: [] }

/** A successful verification as sent by main, with one check that was not made. */
export const verification = (change: Partial<Verification> = {}): Verification => ({
  verdict: 'valid',
  text: 'Signature valid.',
  checks: [{ what: 'audience', outcome: 'not-checked', text: 'Nobody said who is expected.' }],
  signatures: [
    {
      name: 'Signature',
      role: 'signature',
      outcome: 'valid',
      text: 'It matches.',
      algorithm: 'RS256',
      keyId: 'one',
      key: {
        label: 'RSA, 2048 bits',
        keyId: 'one',
        thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
        origin: 'the pasted key',
      },
      checks: [{ what: 'key-size', outcome: 'passed', text: '2048 bits.' }],
    },
  ],
  decryption: null,
  facts: {
    keyCandidates: 1,
    keyIdInHeader: true,
    algorithm: 'RS256',
    signatureBytes: 256,
    rsaModulusBits: 2048,
    rsaModulusBytes: 256,
    hmac: null,
    certificates: null,
    encryption: null,
  },
  findings: [],
  failure: null,
  ...change,
})

/** A JWE as sent by main, decrypted or not. */
export const encrypted = (nested: Inspection | null = null): Inspection => ({
  kind: 'jwe',
  label: 'Encrypted token (JWE)',
  foundIn: 'bare',
  stripped: [],
  parts: [],
  totalBytes: 400,
  header: null,
  claims: null,
  anomalies: [],
  serialization: 'compact',
  unprotected: null,
  recipients: [],
  payload: { form: nested ? 'token' : 'absent' },
  nested,
  lifetime: { issuedAt: null, notBefore: null, expiry: { source: 'unknown' } },
  findings: [],
})

export const decryption = (inside: Inspection | null): Decryption => ({
  outcome: inside ? 'decrypted' : 'failed',
  text: inside ? 'It is opened.' : 'This key does not open it.',
  recipients: [],
  checks: [],
  inspection: inside && encrypted(inside),
  facts: encryption,
  findings: [],
  failure: null,
})
