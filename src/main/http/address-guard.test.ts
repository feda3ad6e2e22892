import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { guardAddresses, refuseHost, type Reach } from './address-guard.ts'

/** One answer for each look-up, in order; the last one stays. */
const resolverOf = (...answers: string[][]) => {
  let asked = 0
  return (
    _: string,
    callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
  ) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? []
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
}

const lookUp = (guard: ReturnType<typeof guardAddresses>, all: boolean) =>
  new Promise<{ error: string | null; address: unknown }>((resolve) =>
    guard.lookup('keys.example', { all }, (error, address) =>
      resolve({ error: error?.message ?? null, address }),
    ),
  )

const outOfReach = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
  '64:ff9b:1::1',
  'fd00::1',
  'fe80::1',
  'ff02::1',
  '203.0.113.7',
  '2001:db8::7',
]

describe('guardAddresses', () => {
  it.each(outOfReach)('refuses a name that resolves to %s', async (address) => {
    const guard = guardAddresses('public', resolverOf([address]))
    expect(guard.refusal()).toBeNull()
    expect((await lookUp(guard, true)).error).toContain(address)
    expect(guard.refusal()).toContain(address)
  })

  it('gives out public addresses in both shapes that a connection asks for', async () => {
    const guard = guardAddresses('public', resolverOf(['8.8.8.8', '2606:4700::1111']))
    expect(await lookUp(guard, false)).toEqual({ error: null, address: '8.8.8.8' })
    expect((await lookUp(guard, true)).address).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
    expect(guard.refusal()).toBeNull()
  })

  it('refuses a name of which one address is out of reach', async () => {
    const guard = guardAddresses('public', resolverOf(['8.8.8.8', '10.0.0.1']))
    expect(await lookUp(guard, true)).toMatchObject({ address: [] })
    expect(guard.refusal()).toContain('10.0.0.0/8')
  })

  it('checks every look-up anew and stays refused', async () => {
    const guard = guardAddresses('public', resolverOf(['8.8.8.8'], ['127.0.0.1'], ['8.8.8.8']))
    expect((await lookUp(guard, true)).error).toBeNull()
    expect((await lookUp(guard, true)).error).toContain('127.0.0.1')
    expect((await lookUp(guard, true)).error).toContain('127.0.0.1')
  })

  it('lets nothing but loopback through where only that is in reach', async () => {
    expect(
      (await lookUp(guardAddresses('loopback', resolverOf(['127.0.0.1'])), true)).error,
    ).toBeNull()
    expect(
      (await lookUp(guardAddresses('loopback', resolverOf(['8.8.8.8'])), true)).error,
    ).toContain('not loopback')
  })

  it('fails for a name without an address', async () => {
    expect((await lookUp(guardAddresses('any', resolverOf([])), false)).error).toContain(
      'no address',
    )
  })

  it('hands on what the name service says', async () => {
    const guard = guardAddresses('any', (_, callback) => callback(new Error('no such name'), []))
    expect((await lookUp(guard, true)).error).toBe('no such name')
  })
})

describe('refuseHost', () => {
  const refused = (url: string, reach: Reach) => refuseHost(new URL(url).hostname, reach)

  it.each([
    ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.0.0.1/'],
    ...['https://017700000001/', 'https://①②⑦.0.0.1/', 'https://127.0.0.1./', 'https://0/'],
    ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::7f00:1]/'],
    ...['https://[64:ff9b::7f00:1]/', 'https://[64:ff9b:1::1]/', 'https://[fd00::1]/'],
    ...['https://10.0.0.1/', 'https://0xA9FEA9FE/', 'https://[fe80::1]/', 'https://224.0.0.1/'],
    ...['https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/'],
  ])('refuses %s in every notation', (url) => expect(refused(url, 'public')).not.toBeNull())

  it('has no zone ids to look through: a URL with one is none', () => {
    expect(URL.canParse('https://[fe80::1%25eth0]/')).toBe(false)
  })

  it.each(['https://8.8.8.8/', 'https://[2606:4700::1111]/', 'https://keys.example/'])(
    'lets %s pass',
    (url) => expect(refused(url, 'public')).toBeNull(),
  )

  it('lets names that only look like localhost pass to the look-up', () => {
    expect(refused('https://localhost.example/', 'public')).toBeNull()
    expect(refused('https://notlocalhost/', 'public')).toBeNull()
  })

  it('lets loopback pass where a person named it', () => {
    expect(refused('http://127.0.0.1:80/', 'loopback')).toBeNull()
    expect(refused('http://[::1]/', 'loopback')).toBeNull()
    expect(refused('http://localhost/', 'loopback')).toBeNull()
    expect(refused('http://8.8.8.8/', 'loopback')).not.toBeNull()
    expect(refused('https://10.0.0.1/', 'any')).toBeNull()
  })
})
