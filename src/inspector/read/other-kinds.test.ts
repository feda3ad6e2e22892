import { describe, expect, it } from 'vitest'
import { base64url, compact, hs256, inspectAs } from '../token.fixture.ts'

const json = JSON.stringify

describe('an SD-JWT', () => {
  const issued = compact(
    { ...hs256, typ: 'dc+sd-jwt' },
    { iss: 'i', _sd: ['x'], _sd_alg: 'sha-512' },
  )
  const member = base64url('["salt","name",{"a":1}]')
  const element = base64url('["salt",5]')
  const binding = compact({ alg: 'ES256', typ: 'kb+jwt' }, { nonce: 'n', sd_hash: 'x' })

  it('is split into its JWT, disclosures and key binding', () => {
    const text = [issued, member, element, binding].join('~')
    const read = inspectAs('sd-jwt', text)
    expect(read).toMatchObject({
      label: 'Selective disclosure JWT',
      serialization: 'compact',
      hashAlgorithm: 'sha-512',
      disclosures: [
        { part: 3, form: 'member', salt: 'salt', name: 'name', value: { kind: 'object' } },
        { part: 4, form: 'element', salt: 'salt', name: null, value: { text: '5' } },
      ],
      keyBinding: { kind: 'jws', label: 'Key-binding JWT' },
      anomalies: [],
    })
    const pieces = read.parts.map(({ offset, length }) => text.slice(offset, offset + length))
    expect(pieces).toEqual([...issued.split('.'), member, element, binding])
  })

  it('without key binding ends in a tilde', () => {
    const read = inspectAs('sd-jwt', `${issued}~`)
    expect(read).toMatchObject({ disclosures: [], keyBinding: null })
  })

  it.each(['[]', '["a"]', '[1,2]', '["s",1,2]', '["s","n",1,2]', '{}', '"x"', 'x', '['])(
    'says that the disclosure %j is none',
    (disclosure) => {
      const read = inspectAs('sd-jwt', `${issued}~${base64url(disclosure)}~`)
      expect(read.disclosures).toMatchObject([{ form: 'unreadable', value: null }])
    },
  )

  it('in JSON serialization has them in its unprotected header', () => {
    const [protectedHeader, payload, signature] = issued.split('.')
    const header = { disclosures: [member], kb_jwt: binding }
    const text = json({ payload, protected: protectedHeader, signature, header })
    expect(inspectAs('sd-jwt', text)).toMatchObject({
      serialization: 'flattened',
      disclosures: [{ form: 'member', name: 'name' }],
      keyBinding: { kind: 'jws' },
    })
  })

  it('with too many disclosures is not read on', () => {
    expect(inspectAs('malformed', issued + '~'.repeat(10_002)).problem).toContain('10000')
  })
})

describe('a PASETO', () => {
  const signed = (claims: unknown, bytes: number) =>
    base64url(Buffer.concat([Buffer.from(json(claims)), Buffer.alloc(bytes, 9)]))

  it.each([
    ['v1', 256],
    ['v2', 64],
    ['v3', 96],
    ['v4', 64],
  ])('%s.public shows its claims without the signature', (version, bytes) => {
    const text = `${version}.public.${signed({ sub: 'a' }, bytes)}.${base64url('{"kid":"k"}')}`
    const read = inspectAs('paseto', text)
    expect(read).toMatchObject({
      label: `PASETO ${version} signed token`,
      version: Number(version.slice(1)),
      purpose: 'public',
      claims: { members: [{ name: 'sub' }] },
      footer: { form: 'json' },
    })
    expect(read.parts.map(({ role }) => role)).toEqual(['prefix', 'payload', 'footer'])
  })

  it('v4.local shows its footer alone', () => {
    const read = inspectAs('paseto', `v4.local.${base64url('secret')}.${base64url('key one')}`)
    expect(read).toMatchObject({
      purpose: 'local',
      claims: null,
      payload: { form: 'absent' },
      footer: { form: 'text', text: 'key one' },
    })
  })

  it.each(['v5.local.AAAAAAAAAAAAA', 'v4.secret.AAAAAAAAAAAA', 'v4.local'])('is not %s', (text) => {
    expect(inspectAs('opaque', text).kind).toBe('opaque')
  })
})

describe('a known opaque token', () => {
  const rest = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6'

  it.each([
    ['ghp_', 'GitHub personal access token'],
    ['github_pat_', 'GitHub fine-grained personal access token'],
    ['ghs_', 'GitHub installation access token of an app'],
    ['glpat-', 'GitLab personal access token'],
    ['xoxe.', 'Slack rotating access token'],
    ['sk_live_', 'Stripe live secret key'],
    ['ya29.', 'Google OAuth access token'],
    ['1//', 'Google OAuth refresh token'],
    ['npm_', 'npm access token'],
    ['pypi-', 'PyPI API token'],
    ['sk-ant-', 'Anthropic API key'],
    ['hvs.', 'HashiCorp Vault service token'],
    ['SG.', 'SendGrid API key'],
  ])('that begins with %s is a %s', (prefix, label) => {
    const read = inspectAs('known', prefix + rest)
    expect(read).toMatchObject({ label, prefix, secret: true })
    expect(inspectAs('opaque', prefix + 'short').kind).toBe('opaque')
  })

  it.each(['npm_config_legacy_peer_deps', 'pypi-attestations-verifier', 'hf_hub_enable_transfer'])(
    'is not a name in lower case: %s',
    (name) => {
      expect(inspectAs('opaque', name).kind).toBe('opaque')
    },
  )

  it('of AWS is an identifier in exactly its own alphabet', () => {
    expect(inspectAs('known', 'AKIAABCDEFGHIJKLMNOP')).toMatchObject({ secret: false })
    expect(inspectAs('opaque', 'AKIAabcdefghijklmnop').kind).toBe('opaque')
  })

  it('of a GitHub app holds a JWT that GitHub alone verifies', () => {
    const read = inspectAs('jws', `ghs_12345_${compact(hs256, { iss: 'github' })}`)
    expect(read).toMatchObject({
      label: 'GitHub installation access token of an app',
      privateTo: 'GitHub',
      claims: { members: [{ name: 'iss' }] },
    })
    expect(read.parts[0]).toEqual({
      role: 'prefix',
      name: 'Prefix',
      offset: 0,
      length: 10,
      bytes: null,
    })
    expect(read.parts[read.signatures[0]?.headerPart ?? 0]).toMatchObject({
      role: 'header',
      offset: 10,
    })
  })
})

describe('an opaque token', () => {
  it.each([
    ['12345678', 'digits', 24],
    ['deadbeef01', 'hexadecimal', 26],
    ['DEADBEEF01', 'hexadecimal', 26],
    ['deadBEEFxyz1', 'letters and digits', 39],
    ['abc-DEF_ghi', 'base64url', 38],
    ['ab+/cdEF==', 'base64', 31],
    ['aaaa!', 'printable ASCII', 4],
    ['aaaaaaaa', 'hexadecimal', 0],
    ['äöü😀', 'Unicode', 8],
  ])('%s is of %s with %i bits', (text, alphabet, entropyBits) => {
    const read = inspectAs('opaque', text)
    expect(read).toMatchObject({ alphabet, entropyBits, characters: Array.from(text).length })
  })

  it.each([
    ['<samlp:Response ID="_1">', /^SAML message/],
    ['<?xml version="1.0"?><a/>', /^SAML message/],
    ['{"sub":"a"}', /^Only one part of a JWT/],
  ])('is called what it is: %s', (text, shape) => {
    expect(inspectAs('opaque', base64url(text)).shape).toMatch(shape)
  })

  it('says what its shape suggests', () => {
    expect(inspectAs('opaque', '123e4567-e89b-12d3-a456-426614174000').shape).toBe(
      'The token is a UUID.',
    )
    expect(inspectAs('opaque', 'abcdef').shape).toBeNull()
  })

  it.each([
    compact({ user: 1 }, 'x'),
    'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs',
    `${base64url('["alg"]')}.AAAA.AAAA`,
    'a.b.c',
  ])('has three parts and is no JWT: %s', (text) => {
    expect(inspectAs('opaque', text).shape).toContain('Three parts')
  })
})

describe('nothing', () => {
  it.each(['', '  \n', '\ufeff'])('is in %j', (text) => {
    expect(inspectAs('nothing', text).problem).toBe('Nothing to read.')
  })

  it.each(['just some prose', '{"a":1}', '[]', '{', 'two\nlines'])('is a token in %j', (text) => {
    expect(inspectAs('nothing', text).problem).toMatch(/^No token/)
  })
})
