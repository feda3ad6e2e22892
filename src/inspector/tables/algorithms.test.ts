import { expect, it } from 'vitest'
import { algorithms, openingKey, signatureAlgorithms } from './algorithms.ts'
import { ianaAlgorithms } from './iana-algorithms.fixture.ts'

const registered = ianaAlgorithms
  .trim()
  .split('\n')
  .map((line) => line.split('|'))
  .filter(([, , , use]) => use !== 'JWK')

it('holds what IANA registers for tokens, each for its header member', () => {
  const members = new Map(registered.map(([name = '', , , member = '']) => [name, member]))
  expect([...algorithms.keys()].toSorted()).toEqual([...members.keys()].toSorted())
  for (const { name, use } of algorithms.values()) {
    expect([name, members.get(name)]).toEqual([name, use === 'encryption' ? 'enc' : 'alg'])
  }
})

it('tells what signs from what encrypts keys and content', () => {
  expect(algorithms.get('A256GCM')?.use).toBe('encryption')
  expect(algorithms.get('A256GCMKW')?.use).toBe('key-management')
  expect(algorithms.get('none')?.use).toBe('signature')
  expect(algorithms.has('HS1')).toBe(false)
  expect(algorithms.size).toBe(45)
})

it('agrees with what IANA says of hashes, curves and AES keys', () => {
  for (const [name = '', meaning = ''] of registered) {
    const algorithm = algorithms.get(name)
    const said = {
      hash: /^(?!RSAES).*SHA-(\d+)/.exec(meaning)?.[1],
      curve: /ECDSA using (\S+)/.exec(meaning)?.[1],
      aes: /\bAES\D*(\d{3})/.exec(meaning)?.[1] ?? /"A(\d{3})KW"/.exec(meaning)?.[1],
    }
    if (said.hash !== undefined && algorithm?.use === 'signature') {
      expect([name, algorithm.hashBits]).toEqual([name, Number(said.hash)])
      expect([name, algorithm.curve]).toEqual([name, said.curve ?? null])
    }
    const aes = algorithm && 'aes' in algorithm ? algorithm.aes : null
    expect([name, aes?.bits.toString()]).toEqual([name, said.aes])
  }
})

it('gives each elliptic-curve signature two coordinates of its curve', () => {
  for (const { name, curve, signatureBytes } of signatureAlgorithms.values()) {
    const bits = /^P-(\d+)$/.exec(curve ?? '')?.[1]
    if (bits === undefined) continue
    expect([name, ...signatureBytes]).toEqual([name, 2 * Math.ceil(Number(bits) / 8)])
  }
})

it('names no key for an algorithm that opens nothing', () => {
  for (const name of ['HS256', 'A128GCM', 'toString', '']) {
    expect(openingKey(name, 'A128GCM')).toBe('a key of an unknown kind')
  }
})
