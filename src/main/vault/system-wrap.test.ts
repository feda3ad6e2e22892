import { describe, expect, it } from 'vitest'
import { fakeKeyring, type FakeKeyring, type KeyringMood } from './keyring.fixture.ts'
import {
  describeSystem,
  probeSystem,
  type System,
  systemWrap,
  unwrapBySystem,
  wrapBySystem,
} from './system-wrap.ts'

const systemOf = (
  mood: KeyringMood,
  platform: NodeJS.Platform = 'linux',
): System & { keyring: FakeKeyring } => {
  const keyring = fakeKeyring(mood)
  return { keyring, cipher: keyring.cipher, platform, limitMs: 20 }
}

describe("the operating system's wrap", () => {
  it('opens what it sealed, and records the first three bytes', async () => {
    const system = systemOf('answers')
    const wrap = await wrapBySystem('the key ring', system)
    if (!wrap.ok) throw new Error(wrap.failure.title)
    expect(systemWrap.parse(wrap.value).prefix).toBe('v11')
    expect(await unwrapBySystem(wrap.value, system)).toEqual({
      ok: true,
      value: { text: 'the key ring', shouldReEncrypt: false },
    })
  })

  it('seals a probe before the key', async () => {
    const system = systemOf('answers')
    await wrapBySystem('the key ring', system)
    expect(system.keyring.calls).toEqual(['available', 'encrypt probe', 'encrypt'])
  })

  it('is refused on Linux when the key is hard-coded, which never sees the key', async () => {
    const system = systemOf('hard-coded')
    expect(await wrapBySystem('the key ring', system)).toMatchObject({
      ok: false,
      failure: { kind: 'storage', code: 'hard-coded-key' },
    })
    expect(system.keyring.calls).toEqual(['available', 'encrypt probe'])
  })

  it('is refused when the keyring goes between the probe and the key', async () => {
    const system = systemOf('answers')
    const goingAway = {
      ...system.cipher,
      async encrypt(text: string) {
        const sealed = await system.cipher.encrypt(text)
        system.keyring.mood = 'hard-coded'
        return sealed
      },
    }
    expect(await wrapBySystem('the key ring', { ...system, cipher: goingAway })).toMatchObject({
      failure: { code: 'hard-coded-key' },
    })
  })

  it.each(['darwin', 'win32'] as const)(
    'takes v10 on %s, where a real key makes it',
    async (at) => {
      const system = systemOf('hard-coded', at)
      const wrap = await wrapBySystem('the key ring', system)
      if (!wrap.ok) throw new Error(wrap.failure.title)
      expect(wrap.value.prefix).toBe('v10')
      expect((await unwrapBySystem(wrap.value, system)).ok).toBe(true)
    },
  )

  it('made with the hard-coded key is not opened: anybody could have planted it', async () => {
    const planted = await wrapBySystem('a key ring of theirs', systemOf('hard-coded', 'win32'))
    if (!planted.ok) throw new Error(planted.failure.title)
    const system = systemOf('answers')
    for (const prefix of ['v10', 'v11']) {
      expect(await unwrapBySystem({ ...planted.value, prefix }, system)).toMatchObject({
        ok: false,
        failure: { code: 'hard-coded-key' },
      })
    }
    expect(system.keyring.calls).toEqual([])
  })

  it.each([
    ['absent', 'no-keyring'],
    ['closed', 'no-keyring'],
    ['silent', 'keyring-waiting'],
  ] as const)('is not offered when it is %s', async (mood, code) => {
    expect(await probeSystem(systemOf(mood))).toMatchObject({
      ok: false,
      failure: { kind: 'storage', code },
    })
  })

  it.each([
    // The first question is still open: a later call gets its answer.
    ['silent', 'keyring-waiting', /then try again/],
    // Electron keeps the refusal for the life of the process.
    ['closed', 'keyring-closed', /then restart Touchstone/],
  ] as const)('says what helps when the keyring is %s later', async (mood, code, nextStep) => {
    const system = systemOf('answers')
    const wrap = await wrapBySystem('the key ring', system)
    if (!wrap.ok) throw new Error(wrap.failure.title)
    system.keyring.mood = mood
    expect(await unwrapBySystem(wrap.value, system)).toMatchObject({
      ok: false,
      failure: {
        kind: 'storage',
        code,
        nextStep: expect.stringMatching(nextStep) as string,
      },
    })
  })

  it('does not open with the keyring of another user', async () => {
    const wrap = await wrapBySystem('the key ring', systemOf('answers'))
    if (!wrap.ok) throw new Error(wrap.failure.title)
    const other = await unwrapBySystem(wrap.value, systemOf('answers'))
    expect(other).toMatchObject({ ok: false, failure: { code: 'keyring-closed' } })
  })

  it.each([
    ['darwin', 'macOS Keychain'],
    ['win32', 'Windows data protection'],
    ['linux', 'keyring of the desktop (v11)'],
  ] as const)('is named for the screen on %s', (platform, name) => {
    expect(describeSystem(platform, 'v11')).toBe(name)
  })
})
