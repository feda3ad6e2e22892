import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { writeJson } from '../json/write.ts'
import { base64url, compact, hs256, inspectAs, nowSeconds } from '../token.fixture.ts'

const json = JSON.stringify

describe('a compact JWS', () => {
  it('is read with its parts, header and claims', () => {
    const text = compact(hs256, { sub: 'a' })
    const read = inspectAs('jws', text)
    expect(read).toMatchObject({
      label: 'Signed JWT',
      serialization: 'compact',
      foundIn: 'bare',
      stripped: [],
      totalBytes: text.length,
      detached: false,
      unencoded: false,
      nested: null,
      privateTo: null,
      anomalies: [],
      signatures: [{ part: 2, headerPart: 0, bytes: 32, der: false, zeroR: false, zeroS: false }],
    })
    expect(read.parts).toEqual([
      { role: 'header', name: 'Header', offset: 0, length: 36, bytes: 27, plain: true },
      { role: 'payload', name: 'Payload', offset: 37, length: 15, bytes: 11, plain: true },
      { role: 'signature', name: 'Signature', offset: 53, length: 43, bytes: 32 },
    ])
    expect(writeJson(read.header ?? expect.fail())).toBe('{"alg":"HS256","typ":"JWT"}')
    expect(writeJson(read.claims ?? expect.fail())).toBe('{"sub":"a"}')
  })

  it.each([
    ['in order', compact(hs256, { sub: 'a' })],
    ['with a character of two bytes', `${compact(hs256, { sub: 'a' })}é`],
    ['with padding', `${compact(hs256, { sub: 'ab' })}=`],
    ['without its signature', compact(hs256, { sub: 'a' }).replace(/[^.]*$/, '')],
    ['cut off', compact(hs256, { sub: 'a' }).replace(/[.][^.]*$/, '')],
  ])('tells its size in bytes: %s', (_, text) => {
    const context = { nowSeconds, slot: 'access' } as const
    expect(inspect(text, context).totalBytes).toBe(Buffer.byteLength(text))
  })

  it.each([
    [{ alg: 'none' }, {}, 'Unsecured JWT'],
    [{ alg: 'nOnE' }, {}, 'Unsecured JWT'],
    [{ alg: 'RS256', typ: 'at+JWT' }, {}, 'Access token (signed JWT)'],
    [{ alg: 'RS256', typ: 'application/dpop+jwt' }, {}, 'DPoP proof (signed JWT)'],
    [{ alg: 'RS256' }, 'some text', 'Signed message (JWS)'],
    [{ alg: 5 }, {}, 'Signed JWT'],
  ])('with the header %j and the payload %j is called by its kind', (header, payload, label) => {
    expect(inspectAs('jws', compact(header, payload)).label).toBe(label)
  })

  it.each([
    ['[1]', { form: 'json', root: { kind: 'array' } }],
    ['It is text.', { form: 'text', text: 'It is text.' }],
    ['{"a":', { form: 'text', text: '{"a":' }],
    [Uint8Array.of(0xff, 0x00), { form: 'bytes', bytes: 2, hex: 'ff00' }],
  ])('holds %j as its payload without claims', (payload, content) => {
    expect(inspectAs('jws', compact(hs256, payload))).toMatchObject({
      payload: content,
      claims: null,
    })
  })

  it('whose payload is no base64url is still read', () => {
    const read = inspectAs('jws', `${base64url(json(hs256))}.a$b.AAAA`)
    expect(read.payload).toEqual({ form: 'undecodable' })
    expect(read.anomalies).toEqual([
      {
        type: 'base64-outside',
        what: 'other',
        place: { part: 1, text: { start: 38, end: 39 } },
      },
    ])
  })

  it('whose payload is detached takes the one that is supplied', () => {
    const text = compact({ alg: 'HS256' }, '')
    expect(inspectAs('jws', text)).toMatchObject({ detached: true, payload: { form: 'absent' } })
    const supplied = inspectAs('jws', text, { detachedPayload: '{"iss":"x"}' })
    expect(supplied).toMatchObject({ detached: true, payload: { form: 'json' } })
    expect(supplied.claims?.members[0]?.name).toBe('iss')
  })

  it('with b64 false in crit has its payload as it stands', () => {
    const header = base64url(json({ alg: 'HS256', b64: false, crit: ['b64'] }))
    const read = inspectAs('jws', `${header}.$~!:02.AAAA`)
    expect(read).toMatchObject({ unencoded: true, payload: { form: 'text', text: '$~!:02' } })
    expect(read.parts[1]).toMatchObject({ role: 'payload', bytes: null })
  })

  it('with b64 false outside crit has an encoded payload like any other', () => {
    const read = inspectAs('jws', compact({ alg: 'HS256', b64: false }, { a: 1 }))
    expect(read).toMatchObject({ unencoded: false, payload: { form: 'json' } })
  })

  it('inside a JWS is read on its own, up to eight of them', () => {
    let text = compact(hs256, { depth: 0 })
    for (let depth = 0; depth < 10; depth++) text = compact({ ...hs256, cty: 'JWT' }, text)
    let read = inspectAs('jws', text)
    let count = 0
    while (read.nested?.kind === 'jws') {
      expect(read.payload).toEqual({ form: 'token' })
      read = read.nested
      count++
    }
    expect(count).toBe(8)
    expect(read.payload.form).toBe('text')
  })
})

describe('a signature', () => {
  const half = (fill: number) => new Uint8Array(32).fill(fill)
  const der = (r: Uint8Array, s: Uint8Array) =>
    Uint8Array.of(0x30, r.length + s.length + 4, 2, r.length, ...r, 2, s.length, ...s)
  const long = new Uint8Array(66).fill(1)

  it.each([
    ['two halves', Uint8Array.of(...half(1), ...half(2)), { der: false, zeroR: false }],
    ['a zero r', Uint8Array.of(...half(0), ...half(2)), { zeroR: true, zeroS: false }],
    ['a zero s', Uint8Array.of(...half(1), ...half(0)), { zeroR: false, zeroS: true }],
    ['all zeros', new Uint8Array(64), { zeroR: true, zeroS: true }],
    ['an odd length', new Uint8Array(65), { bytes: 65, zeroR: false, zeroS: false }],
    ['DER', der(half(1), half(2)), { bytes: 70, der: true }],
    [
      'DER with a long length',
      Uint8Array.of(0x30, 0x81, 136, 2, 66, ...long, 2, 66, ...long),
      { der: true },
    ],
    ['DER and a byte more', Uint8Array.of(...der(half(1), half(2)), 0), { der: false }],
    ['DER cut off', der(half(1), half(2)).subarray(0, 69), { der: false }],
    ['nothing', new Uint8Array(), { bytes: 0, der: false, zeroR: false, zeroS: false }],
  ])('of %s is told apart', (_, bytes, facts) => {
    expect(inspectAs('jws', compact(hs256, {}, bytes)).signatures).toMatchObject([facts])
  })

  it('stays behind', () => {
    const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1)
    const text = compact(hs256, { sub: 'a' }, secret)
    for (const pasted of [
      text,
      `${text}~`,
      text.replace('.', '..'),
      json({ payload: 'AA', signature: base64url(secret), header: {} }),
    ]) {
      const crossing = json(inspect(pasted, { nowSeconds }))
      expect(crossing).not.toContain(base64url(secret))
      expect(crossing).not.toContain(Buffer.from(secret).toString('hex').slice(0, 20))
    }
  })
})

describe('a broken JWT', () => {
  const header = base64url(json(hs256))
  const claims = base64url(json({ sub: 'a' }))
  const encrypted = base64url(json({ alg: 'dir', enc: 'A256GCM' }))

  it.each([
    [`${header}.${claims}`, 'two parts'],
    [`${header}.${claims}.x.y`, '4 parts'],
    [`${header}.${claims}.x.y.z`, 'the header has no enc'],
    [`${header}.a.b.c.d.e.f`, 'more than five parts'],
    [`${encrypted}..a`, 'instead of five'],
    [`${encrypted}..a.b.c.d`, 'more than five parts'],
    [header.slice(0, -6), 'cut off'],
    [`${header.slice(0, -6)}.${claims}.AAAA`, 'cut off'],
    [`${header}$.${claims}.AAAA`, 'cut off'],
  ])('like %s says what is wrong', (text, problem) => {
    expect(inspectAs('malformed', text).problem).toContain(problem)
  })

  it('still shows the header and the claims it has', () => {
    const read = inspectAs('malformed', `${header}.${claims}`)
    expect(read.header?.members).toHaveLength(2)
    expect(read.claims?.members[0]).toMatchObject({ name: 'sub', value: { value: 'a' } })
  })
})
