import { createHash } from 'node:crypto'
import { base64url, claims, idToken, jwt, part, type Row } from './mint.fixture.ts'

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

const accessToken = jwt()
const anotherAccessToken = jwt({ ...claims, jti: '6d20' })
const atHash = (token: string): string => base64url(sha256(token).subarray(0, 16))
const hashed = { ...claims, at_hash: atHash(accessToken) }

const disclose = (name: string): string => part(['2GLC42sKQveCfGfryNRN9w', name, 'John'])
const digestOf = (disclosure: string): string => base64url(sha256(disclosure))
const given = disclose('given_name')
const family = disclose('family_name')
const reserved = disclose('_sd')

/** An SD-JWT up to its last `~`. */
function present(disclosures: readonly string[], signed: Record<string, unknown>): string {
  const issued = jwt({ ...claims, ...signed }, { header: { typ: 'dc+sd-jwt' } })
  return [issued, ...disclosures, ''].join('~')
}

const disclosed = (disclosures: readonly string[], _sd: readonly string[], more = {}) => ({
  text: present(disclosures, { _sd, ...more }),
})

const both = { _sd: [digestOf(given), digestOf(family)] }
const bound = (presented: string, covered: string | null) => {
  const hash = covered === null ? {} : { sd_hash: digestOf(covered) }
  const binding = { iat: claims.iat, aud: claims.aud, nonce: 'n', ...hash }
  return { text: `${presented}${jwt(binding, { header: { typ: 'kb+jwt' } })}` }
}

/** Findings that need hashes. */
export const hashRows: readonly Row[] = [
  {
    id: 'at-hash-mismatch',
    raises: idToken(hashed, { accessToken: anotherAccessToken }),
    spares: idToken(hashed, { accessToken }),
    says: new RegExp(`access token gives "${atHash(anotherAccessToken)}"`),
  },
  {
    id: 'at-hash-mismatch',
    raises: idToken({ ...claims, at_hash: '' }, { accessToken }),
    spares: idToken({ ...claims, at_hash: '' }),
  },
  {
    id: 'sd-undisclosed-reference',
    raises: disclosed([given], [digestOf(family)]),
    spares: disclosed([given], [digestOf(given), digestOf(family)]),
    says: /disclosure 1 \("given_name"\)/,
  },
  {
    id: 'sd-duplicate-digest',
    raises: disclosed([given], [digestOf(given), digestOf(given)]),
    spares: disclosed([given], [digestOf(given), digestOf(family)]),
    says: new RegExp(digestOf(given)),
  },
  {
    id: 'sd-claim-collision',
    raises: disclosed([given], [digestOf(given)], { given_name: 'Jane' }),
    spares: disclosed([given], [digestOf(given)], { family_name: 'Jane' }),
    says: /"given_name", which already exists/,
  },
  {
    id: 'sd-claim-collision',
    raises: disclosed([reserved], [digestOf(reserved)]),
    spares: disclosed([disclose('sd')], [digestOf(disclose('sd'))]),
    says: /"_sd", which is reserved/,
  },
  {
    id: 'kb-hash-mismatch',
    raises: bound(present([given], both), present([given, family], both)),
    spares: bound(present([given], both), present([given], both)),
  },
  {
    id: 'kb-hash-mismatch',
    raises: bound(present([given], both), null),
    spares: { text: present([given], both) },
    says: /without sd_hash/,
  },
]
