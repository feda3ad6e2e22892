import { bytes, claims, flattened, jwe, jwt, type Row } from './mint.fixture.ts'

const signed = (alg: string, signature?: Uint8Array | string) => ({
  text: jwt(claims, { header: { alg }, ...(signature === undefined ? {} : { signature }) }),
})

/** Two integers of one byte in a DER sequence, as OpenSSL writes ECDSA signatures. */
const der = Uint8Array.from([0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07])

const half = (zero: 'r' | 's' | 'none'): Uint8Array => {
  const signature = bytes(64)
  if (zero === 'r') signature.fill(0, 0, 32)
  if (zero === 's') signature.fill(0, 32)
  return signature
}

const pbes2 = (p2c: number) => ({ text: jwe({ alg: 'PBES2-HS256+A128KW', p2s: 'c2FsdA', p2c }) })

export const algorithmRows: readonly Row[] = [
  { id: 'alg-none', raises: signed('none', ''), spares: signed('nonesuch', '') },
  {
    id: 'nested-unsigned',
    raises: {
      text: jwe({ alg: 'dir', cty: 'JWT' }),
      context: { decrypted: jwt(claims, { header: { alg: 'none' }, signature: '' }) },
    },
    spares: { text: jwe({ alg: 'dir', cty: 'JWT' }), context: { decrypted: jwt() } },
  },
  {
    id: 'nested-unsigned',
    raises: {
      text: jwe({ alg: 'dir', cty: 'dc+sd-jwt' }),
      context: { decrypted: `${jwt(claims, { header: { alg: 'none' }, signature: '' })}~` },
    },
    spares: { text: jwe({ alg: 'dir', cty: 'dc+sd-jwt' }), context: { decrypted: `${jwt()}~` } },
  },
  { id: 'alg-case', raises: signed('noNE', ''), spares: signed('none', ''), says: /"none"/ },
  { id: 'alg-case', raises: signed('es256'), spares: signed('ES256') },
  {
    id: 'alg-case',
    raises: { text: jwe({ alg: 'dir', enc: 'a256gcm' }) },
    spares: { text: jwe({ alg: 'dir', enc: 'A256GCM' }) },
  },
  { id: 'alg-unregistered', raises: signed('HS1'), spares: signed('hs256') },
  {
    id: 'alg-unregistered',
    raises: { text: flattened({ typ: 'JWT' }) },
    spares: { text: flattened({ typ: 'JWT' }, claims, { alg: 'ES256' }) },
    says: /without an algorithm/,
  },
  {
    id: 'alg-unregistered',
    raises: signed('RSA-OAEP'),
    spares: { text: jwe({ alg: 'RSA-OAEP' }) },
    says: /not registered for signatures/,
  },
  {
    id: 'alg-unregistered',
    raises: { text: jwe({ alg: 'none' }) },
    spares: { text: jwe({ alg: 'dir' }) },
    says: /not registered for keys/,
  },
  {
    id: 'alg-unregistered',
    raises: { text: jwe({ alg: 'dir', enc: 'A128KW' }) },
    spares: { text: jwe({ alg: 'A128KW', enc: 'A128GCM' }) },
    says: /not registered for content/,
  },
  {
    id: 'alg-unprotected',
    raises: { text: flattened({ typ: 'JWT' }, claims, { alg: 'ES256' }) },
    spares: { text: flattened({ alg: 'ES256' }, claims, { kid: '1' }) },
  },
  { id: 'alg-deprecated', raises: signed('EdDSA'), spares: signed('Ed25519') },
  {
    id: 'rsa1_5',
    raises: { text: jwe({ alg: 'RSA1_5' }) },
    spares: { text: jwe({ alg: 'RSA-OAEP' }) },
  },
  { id: 'pbes2-count', raises: pbes2(1_200_001), spares: pbes2(1_200_000) },
  {
    id: 'pbes2-count',
    raises: { text: jwe('{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2c":1e999}') },
    spares: { text: jwe('{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2c":1e6}') },
  },
  { id: 'pbes2-count', raises: pbes2(999), spares: pbes2(1_000) },
  {
    id: 'pbes2-count',
    raises: { facts: { encryption: { pbes2Count: 2_000_000, zip: null, replicatedDiffer: [] } } },
    spares: { facts: { encryption: { pbes2Count: 600_000, zip: null, replicatedDiffer: [] } } },
  },
  {
    id: 'hmac-with-jwks',
    raises: { ...signed('HS256'), context: { publishesKeys: true } },
    spares: { ...signed('RS256'), context: { publishesKeys: true } },
  },
  { id: 'signature-empty', raises: signed('ES256', ''), spares: signed('none', '') },
  {
    id: 'signature-length',
    raises: signed('ES256', bytes(63)),
    spares: signed('ES256', bytes(64)),
  },
  {
    id: 'signature-length',
    raises: signed('HS512', bytes(32)),
    spares: signed('HS512', bytes(64)),
  },
  {
    id: 'signature-length',
    raises: signed('EdDSA', bytes(96)),
    spares: signed('EdDSA', bytes(114)),
  },
  {
    id: 'signature-length',
    raises: { facts: { algorithm: 'RS256', signatureBytes: 256, rsaModulusBytes: 384 } },
    spares: { facts: { algorithm: 'RS256', signatureBytes: 256, rsaModulusBytes: 256 } },
  },
  {
    id: 'signature-length',
    raises: { facts: { algorithm: 'PS256', signatureBytes: 256, rsaModulusBytes: 512 } },
    spares: { facts: { algorithm: 'PS256', signatureBytes: 256, rsaModulusBytes: null } },
  },
  {
    id: 'signature-length',
    raises: { facts: { algorithm: 'RS256', signatureBytes: 128, rsaModulusBytes: 256 } },
    // Reading the token has judged sizes that follow from the algorithm alone.
    spares: { facts: { algorithm: 'ES256', signatureBytes: 71, rsaModulusBytes: null } },
  },
  { id: 'signature-der', raises: signed('ES256', der), spares: signed('HS256', der) },
  {
    id: 'signature-zero',
    raises: signed('ES256', half('r')),
    spares: signed('ES256', half('none')),
  },
  {
    id: 'signature-zero',
    raises: signed('ES256', half('s')),
    spares: signed('Ed25519', half('s')),
  },
  { id: 'rsa-short-key', raises: signed('RS256', bytes(128)), spares: signed('RS256', bytes(256)) },
  {
    id: 'rsa-short-key',
    raises: { facts: { rsaModulusBits: 2047 } },
    spares: { facts: { rsaModulusBits: 2048 } },
  },
]
