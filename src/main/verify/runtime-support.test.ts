import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRuntimeSupport } from './runtime-support.ts'

/** The runtime's own cryptography, without what `lacks` says of an algorithm's name. */
const without = (lacks: (name: string) => boolean) => {
  const called: string[] = []
  const subtle = new Proxy(webcrypto.subtle, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name, target)
      if (typeof method !== 'function') return method
      return (...args: unknown[]): unknown => {
        called.push(String(name))
        if (args.some((arg) => lacks(JSON.stringify(arg)))) return Promise.reject(new Error('no'))
        return Reflect.apply(method, target, args)
      }
    },
  })
  return { subtle, called }
}

const everything = [
  ...['HS256', 'RS256', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'ML-DSA-65'],
  ...['dir', 'RSA-OAEP-512', 'ECDH-ES', 'ECDH-ES+A192KW', 'A128KW', 'A192GCMKW', 'X25519', 'P-521'],
  ...['PBES2-HS384+A192KW', 'A192GCM', 'A256CBC-HS512'],
]

describe('createRuntimeSupport', () => {
  it('finds everything on a complete runtime', async () => {
    const supports = createRuntimeSupport()
    const answers = await Promise.all(everything.map(supports))
    expect(everything.filter((_, index) => !answers[index])).toEqual([])
  })

  it.each([
    ['ML-DSA', ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']],
    ['Ed25519', ['Ed25519', 'EdDSA']],
    ['AES-KW', ['A128KW', 'A256KW', 'ECDH-ES+A128KW', 'PBES2-HS512+A256KW']],
    ['AES-GCM', ['A128GCM', 'A192GCM', 'A256GCMKW']],
    ['P-521', ['ES512', 'P-521']],
  ])('says what a runtime without %s lacks', async (lacking, affected) => {
    const supports = createRuntimeSupport(without((name) => name.includes(lacking)).subtle)
    const answers = await Promise.all(everything.concat(affected).map(supports))
    const found = everything.concat(affected).filter((_, index) => !answers[index])
    expect(found).toEqual(expect.arrayContaining(affected))
    expect(found).not.toContain('HS256')
    expect(found).not.toContain('ES256')
  })

  it('tries each primitive once, when it is first asked for', async () => {
    const { subtle, called } = without(() => false)
    const supports = createRuntimeSupport(subtle)
    expect(called).toEqual([])
    await Promise.all([supports('EdDSA'), supports('Ed25519'), supports('EdDSA')])
    expect(called).toEqual(['generateKey'])
  })
})
