import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inspectHashes } from '../inspect-hashes.ts'
import { writeJson } from '../json/write.ts'
import { base64url, compact, hs256, nowSeconds } from '../token.fixture.ts'

const hash = (text: string, algorithm = 'sha256') =>
  createHash(algorithm).update(text).digest('base64url')

/** A disclosure and the digest that stands for it. */
function disclosure(...content: unknown[]) {
  const encoded = base64url(JSON.stringify(['salt', ...content]))
  return { encoded, digest: hash(encoded) }
}

const issue = (claims: object) => compact({ alg: 'ES256', typ: 'dc+sd-jwt' }, claims)

async function reportOf(text: string) {
  const { report } = await inspectHashes(text, { nowSeconds })
  return report.selectiveDisclosure ?? expect.fail('no report')
}

const claimsOf = async (text: string) => {
  const { claims } = await reportOf(text)
  return claims === null ? null : (JSON.parse(writeJson(claims)) as unknown)
}

describe('the digests of an SD-JWT', () => {
  const street = disclosure('street', 'Main Road 1')
  const address = disclosure('address', { country: 'X', _sd: [street.digest] })
  const french = disclosure('FR')
  const payload = {
    iss: 'i',
    _sd: [address.digest, hash('decoy')],
    nationalities: ['DE', { '...': french.digest }, { '...': hash('other decoy') }, 'UK'],
    _sd_alg: 'sha-256',
  }
  const issued = issue(payload)

  it('lead each disclosed value to its place, recursively', async () => {
    const text = [issued, street.encoded, french.encoded, address.encoded, ''].join('~')
    const report = await reportOf(text)
    expect(report).toMatchObject({
      unsupportedAlgorithm: null,
      duplicateDigests: [],
      collisions: [],
      undisclosed: 2,
      keyBindingHash: null,
    })
    expect(report.disclosures).toEqual([
      { digest: street.digest, pointer: '/address/street' },
      { digest: french.digest, pointer: '/nationalities/1' },
      { digest: address.digest, pointer: '/address' },
    ])
    expect(await claimsOf(text)).toEqual({
      iss: 'i',
      nationalities: ['DE', 'FR', 'UK'],
      address: { country: 'X', street: 'Main Road 1' },
    })
  })

  it('leave what is withheld out, and say that nothing refers to an orphan', async () => {
    const text = [issued, street.encoded, ''].join('~')
    expect((await reportOf(text)).disclosures).toEqual([{ digest: street.digest, pointer: null }])
    expect(await claimsOf(text)).toEqual({ iss: 'i', nationalities: ['DE', 'UK'] })
  })

  it('that stand twice are expanded once', async () => {
    const twice = issue({ _sd: [street.digest, street.digest], list: [{ '...': street.digest }] })
    const report = await reportOf(`${twice}~${street.encoded}~`)
    expect(report.duplicateDigests).toEqual([street.digest])
    expect(await claimsOf(`${twice}~${street.encoded}~`)).toEqual({
      street: 'Main Road 1',
      list: [],
    })
  })

  it.each([
    ['a name that is taken', disclosure('iss', 'other'), '/iss', 'iss'],
    ['the name _sd', disclosure('_sd', []), '/_sd', '_sd'],
    ['the name ...', disclosure('...', 'x'), '/...', '...'],
  ])('collide with %s', async (_, { encoded, digest }, pointer, name) => {
    const text = `${issue({ iss: 'i', _sd: [digest] })}~${encoded}~`
    expect((await reportOf(text)).collisions).toEqual([{ disclosure: 0, pointer, name }])
    expect(await claimsOf(text)).toEqual({ iss: 'i' })
  })

  it('do not take an element for a member, or the other way round', async () => {
    const text = `${issue({ _sd: [french.digest], list: [{ '...': street.digest }] })}~${french.encoded}~${street.encoded}~`
    expect((await reportOf(text)).disclosures).toMatchObject([{ pointer: null }, { pointer: null }])
  })

  it('in a chain deeper than the limit are left where they are', async () => {
    let inner = disclosure('end', 1)
    const chain = [inner]
    for (let depth = 0; depth < 200; depth++) {
      inner = disclosure(`d${depth}`, { _sd: [inner.digest] })
      chain.push(inner)
    }
    const text = [issue({ _sd: [inner.digest] }), ...chain.map(({ encoded }) => encoded), ''].join(
      '~',
    )
    const { disclosures } = await reportOf(text)
    expect(disclosures.filter(({ pointer }) => pointer !== null)).toHaveLength(65)
  })

  it.each([
    ['sha-384', 'sha384'],
    ['sha-512', 'sha512'],
  ])('are computed with %s', async (name, algorithm) => {
    const { encoded } = disclosure('a', 1)
    const digest = hash(encoded, algorithm)
    const report = await reportOf(`${issue({ _sd: [digest], _sd_alg: name })}~${encoded}~`)
    expect(report.disclosures).toEqual([{ digest, pointer: '/a' }])
  })

  it('are not computed with a hash that is not at hand', async () => {
    const report = await reportOf(`${issue({ _sd_alg: 'md5' })}~${street.encoded}~`)
    expect(report).toMatchObject({ unsupportedAlgorithm: 'md5', disclosures: [], claims: null })
  })

  it('of the key binding cover all that is presented', async () => {
    const presented = `${issued}~${french.encoded}~`
    const bind = (sd_hash: string) => compact({ alg: 'ES256', typ: 'kb+jwt' }, { sd_hash })
    const right = await reportOf(presented + bind(hash(presented)))
    expect(right.keyBindingHash).toEqual({ claimed: hash(presented), computed: hash(presented) })
    const wrong = await reportOf(`${issued}~${bind(hash(presented))}`)
    expect(wrong.keyBindingHash?.computed).toBe(hash(`${issued}~`))

    const [protectedHeader, body, signature] = issued.split('.')
    const header = { disclosures: [french.encoded], kb_jwt: bind(hash(presented)) }
    const json = JSON.stringify({ payload: body, protected: protectedHeader, signature, header })
    expect((await reportOf(json)).keyBindingHash?.computed).toBe(hash(presented))
  })
})

describe('at_hash', () => {
  const accessToken = 'opaque-access-token'
  const half = (algorithm: string, bytes: number) =>
    createHash(algorithm).update(accessToken).digest().subarray(0, bytes).toString('base64url')
  const check = async (alg: string, at_hash: unknown, context = {}) => {
    const text = compact({ alg }, { iss: 'i', at_hash })
    const { report } = await inspectHashes(text, { nowSeconds, accessToken, ...context })
    return report.accessTokenHash
  }

  it.each([
    ['RS256', half('sha256', 16)],
    ['ES384', half('sha384', 24)],
    ['PS512', half('sha512', 32)],
    ['ES256K', half('sha256', 16)],
    ['EdDSA', half('sha512', 32)],
    ['Ed25519', half('sha512', 32)],
  ])('of an ID token signed with %s is half of its hash', async (alg, computed) => {
    expect(await check(alg, computed)).toEqual({ claimed: computed, computed })
    expect(await check(alg, 'other')).toEqual({ claimed: 'other', computed })
  })

  it.each([
    ['Ed448', 'x'],
    ['none', 'x'],
    ['RS256', 5],
    ['RS256', undefined],
  ])('is not compared with alg %s and the value %j', async (alg, at_hash) => {
    expect(await check(alg, at_hash)).toBeNull()
  })

  it('is not compared without an access token', async () => {
    const { report } = await inspectHashes(compact(hs256, { at_hash: 'x' }), { nowSeconds })
    expect(report.accessTokenHash).toBeNull()
  })

  it('of a token inside an encrypted one is compared too', async () => {
    const jwe = [base64url('{"alg":"dir","enc":"A256GCM"}'), '', 'AAAA', 'AAAA', 'AAAA'].join('.')
    const decrypted = compact({ alg: 'RS256' }, { at_hash: 'x' })
    const { report } = await inspectHashes(jwe, { nowSeconds, accessToken, decrypted })
    expect(report.accessTokenHash?.claimed).toBe('x')
  })
})

describe('inspectHashes', () => {
  it.each(['', 'opaque', compact(hs256, {})])('has nothing to hash in %j', async (text) => {
    expect(await inspectHashes(text, { nowSeconds })).toEqual({
      report: { accessTokenHash: null, selectiveDisclosure: null },
      findings: [],
    })
  })

  it('masks a token among what is disclosed, where that is asked for', async () => {
    const secret = compact(hs256, { sub: 'inner' })
    const { encoded, digest } = disclosure('credential', secret)
    const text = `${issue({ _sd: [digest] })}~${encoded}~`
    const shown = JSON.stringify(await inspectHashes(text, { nowSeconds }))
    const masked = JSON.stringify(await inspectHashes(text, { nowSeconds, maskTokens: true }))
    expect(shown).toContain(secret)
    expect(masked).not.toContain(secret)
    expect(masked).toContain('/credential')
  })
})
