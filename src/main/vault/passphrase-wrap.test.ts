import { decodeProtectedHeader } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  newPassphraseKey,
  passphraseWrap,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './passphrase-wrap.ts'

describe('the wrap by a passphrase', () => {
  const passphrase = 'correct hörse battery'
  let wrap: Awaited<ReturnType<typeof wrapByPassphrase>>
  beforeAll(async () => {
    const key = await newPassphraseKey(passphrase)
    if (!key.ok) throw new Error(key.failure.title)
    wrap = await wrapByPassphrase('the key ring', key.value)
  })

  it('opens with its passphrase, however a keyboard composes its letters', async () => {
    const decomposed = passphrase.normalize('NFD')
    expect(decomposed).not.toBe(passphrase)
    expect(await unwrapByPassphrase(wrap, decomposed)).toMatchObject({
      ok: true,
      value: { text: 'the key ring' },
    })
  })

  it('gives the key to wrap again with, under the same salt', async () => {
    const opened = await unwrapByPassphrase(wrap, passphrase)
    if (!opened.ok) throw new Error(opened.failure.title)
    const again = await wrapByPassphrase('another key ring', opened.value.key)
    expect(again.scrypt.salt).toBe(wrap.scrypt.salt)
    expect(again.sealed).not.toBe(wrap.sealed)
    expect(await unwrapByPassphrase(again, passphrase)).toMatchObject({
      value: { text: 'another key ring' },
    })
  })

  it.each(['correct horse battery', ''])('does not open with "%s"', async (wrong) => {
    expect(await unwrapByPassphrase(wrap, wrong)).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input', code: 'wrong-passphrase' },
    })
  })

  it.each(['', 'a.b.c.d.e'])(
    'does not open, and throws nothing, when altered to "%s"',
    async (sealed) => {
      const altered = { ...wrap, sealed }
      expect((await unwrapByPassphrase(altered, passphrase)).ok).toBe(false)
    },
  )

  it('is scrypt at N=2^17, r=8, p=1, then A256GCMKW', () => {
    expect(wrap.scrypt).toMatchObject({ n: 131_072, r: 8, p: 1 })
    expect(decodeProtectedHeader(wrap.sealed)).toMatchObject({ alg: 'A256GCMKW', enc: 'A256GCM' })
  })

  it('is not read at any other cost', () => {
    expect(passphraseWrap.safeParse(wrap).success).toBe(true)
    const cheap = { ...wrap, scrypt: { ...wrap.scrypt, n: 2 } }
    const costly = { ...wrap, scrypt: { ...wrap.scrypt, n: 2 ** 30 } }
    expect(passphraseWrap.safeParse(cheap).success).toBe(false)
    expect(passphraseWrap.safeParse(costly).success).toBe(false)
  })
})

it.each(['', 'seven!!', 'ö'.repeat(7), '😀'.repeat(7)])(
  'does not take the short passphrase "%s"',
  async (short) => {
    expect(await newPassphraseKey(short)).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input', code: 'passphrase-too-short' },
    })
  },
)
