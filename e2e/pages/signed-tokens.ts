import { exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { vectors } from '../../src/inspector/vectors/vectors.fixture.ts'

/** A new key pair, with its public half as PEM. */
export const pair = await generateKeyPair('ES256', { extractable: true })
export const spki = await exportSPKI(pair.publicKey)

interface SignedHeader {
  alg: string
  jku?: string
  x5u?: string
  jwk?: object
  x5c?: string[]
}

/** A token without findings that is active for an hour. */
export const signed = (header: SignedHeader) =>
  new SignJWT({ scope: 'read' })
    .setProtectedHeader({ typ: 'JWT', ...header })
    .setIssuer('https://issuer.example')
    .setSubject('somebody')
    .setAudience('https://api.example')
    .setIssuedAt()
    .setExpirationTime('1h')

/** A compact encrypted example of a specification. */
export function encryptedExample(rfc: number, section: string) {
  const found = vectors.find(
    (vector) =>
      vector.rfc === rfc &&
      vector.section === section &&
      vector.kind === 'jwe' &&
      vector.form === 'compact',
  )
  if (!found) throw new Error(`There is no example ${rfc} ${section}`)
  return { ...found, keys: found.keys.map((key) => JSON.stringify(key)) }
}
