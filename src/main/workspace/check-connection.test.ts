import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  type Connection,
  connectionInputs,
  connectionSecrets,
  defaultConnection,
} from '../../shared/connection.ts'
import {
  encryptedTestKeyPem,
  loopbackCertificatePem,
  namedCertificatePem,
  outdatedPkcs12File,
  pkcs12File,
  testKeyPem,
} from '../http/certificates.fixture.ts'
import { checkConnection } from './check-connection.ts'

const { proxyUser, proxyPassword, clientKey, clientFile, clientPassphrase } = connectionSecrets
const certificate = `${loopbackCertificatePem}\n`

const check = (
  draft: Partial<Connection>,
  secrets: Record<string, string> = {},
  before: Partial<Connection> = {},
) =>
  checkConnection({ ...defaultConnection, ...draft }, secrets, { ...defaultConnection, ...before })

const manual = (url: string) => ({ proxy: { use: 'manual' as const, url } })

describe('a proxy', () => {
  it.each([
    [' HTTP://Proxy.Example:3128/ ', 'http://proxy.example:3128'],
    ['https://proxy.example', 'https://proxy.example'],
    ['socks5://[::1]:1080', 'socks5://[::1]:1080'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(check(manual(typed))).toMatchObject({
      problems: [],
      connection: manual(stored),
    })
  })

  it.each([
    ['', 'is empty'],
    ['proxy.example:3128', 'must begin with'],
    ['ftp://proxy.example', 'must begin with'],
    ['socks4://proxy.example:1080', 'SOCKS4 proxies are not supported'],
    ['SOCKS4A://proxy.example:1080', 'SOCKS4 proxies are not supported'],
    ['http://user:password@proxy.example', 'in their own fields'],
    ['http://proxy.example/path', 'must have only'],
    ['http://proxy.example/?a=b', 'must have only'],
  ])('%s is refused', (typed, message) => {
    expect(check(manual(typed)).problems).toEqual([
      { field: connectionInputs.proxyUrl, message: expect.stringContaining(message) as string },
    ])
  })

  it('that is not used any more loses its secrets', () => {
    const typed = { [proxyUser]: 'typed before' }
    const gone = check({ proxy: { use: 'none' } }, typed, manual('http://old.example'))
    expect(gone.secrets).toEqual({ [proxyUser]: '', [proxyPassword]: '' })
    expect(check({ proxy: { use: 'none' } }, typed).secrets).toEqual({})
  })
})

describe('added authorities', () => {
  it('are stored as certificates alone', () => {
    const authorities = `About\r\n${loopbackCertificatePem}\nand\n${namedCertificatePem}`
    expect(check({ authorities }).connection.authorities).toBe(
      `${loopbackCertificatePem}\n${namedCertificatePem}\n`,
    )
  })

  it.each([
    ['another text', 'not PEM', 'No certificate'],
    ['a key', testKeyPem, 'Contains a private key'],
    [
      'a broken one',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      'cannot be read',
    ],
  ])('with %s are refused', (_, authorities, message) => {
    expect(check({ authorities }).problems).toEqual([
      { field: connectionInputs.authorities, message: expect.stringContaining(message) as string },
    ])
  })
})

describe('a client certificate', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const otherKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const clientCertificate = loopbackCertificatePem

  it('goes with its key', () => {
    expect(check({ clientCertificate }, { [clientKey]: testKeyPem })).toEqual({
      problems: [],
      connection: { ...defaultConnection, clientCertificate: certificate },
      secrets: { [clientKey]: testKeyPem },
    })
  })

  it('is never stored in clear together with its key', () => {
    const pasted = `${loopbackCertificatePem}\n${testKeyPem}`
    expect(check({ clientCertificate: pasted })).toEqual({
      problems: [],
      connection: { ...defaultConnection, clientCertificate: certificate },
      secrets: { [clientKey]: testKeyPem },
    })
  })

  it('may have an encrypted key', () => {
    const secrets = { [clientKey]: encryptedTestKeyPem, [clientPassphrase]: 'key passphrase' }
    expect(check({ clientCertificate }, secrets)).toMatchObject({ problems: [], secrets })
  })

  it('is read from a PKCS#12 file, which takes the place of a key', () => {
    const secrets = { [clientFile]: pkcs12File, [clientPassphrase]: 'file passphrase' }
    const checked = check({}, secrets, { clientCertificate: certificate })
    expect(checked).toMatchObject({ problems: [], connection: { clientCertificate: certificate } })
    expect(checked.secrets).toEqual({ ...secrets, [clientKey]: '' })
  })

  it('keeps its key as long as it stays the same', () => {
    const kept = check({ clientCertificate: certificate }, {}, { clientCertificate: certificate })
    expect(kept).toMatchObject({ problems: [], secrets: {} })
    const changed = check({ clientCertificate: namedCertificatePem }, {}, { clientCertificate })
    expect(changed.problems).toEqual([
      { field: clientKey, message: 'Enter the private key of this certificate.' },
    ])
  })

  it('that is removed loses its key', () => {
    const removed = check({}, {}, { clientCertificate: certificate })
    expect(removed.secrets).toEqual({ [clientKey]: '', [clientFile]: '', [clientPassphrase]: '' })
  })

  it.each([
    ['a key of another certificate', { [clientKey]: otherKey }, clientKey, 'does not belong'],
    ['a text that is no key', { [clientKey]: 'key' }, clientKey, 'No private key'],
    ['no passphrase', { [clientKey]: encryptedTestKeyPem }, clientPassphrase, 'is encrypted'],
    [
      'a wrong passphrase',
      { [clientKey]: encryptedTestKeyPem, [clientPassphrase]: 'no' },
      clientPassphrase,
      'for this key',
    ],
    [
      'a wrong passphrase of a file',
      { [clientFile]: pkcs12File, [clientPassphrase]: 'no' },
      clientPassphrase,
      'for this file',
    ],
    [
      'an outdated file',
      { [clientFile]: outdatedPkcs12File, [clientPassphrase]: 'file passphrase' },
      clientFile,
      'outdated encryption',
    ],
    ['a file of another kind', { [clientFile]: 'AAAA' }, clientFile, 'not PKCS#12'],
  ])('is refused with %s', (_, secrets, field, message) => {
    const { problems } = check({ clientCertificate }, secrets)
    expect(problems).toEqual([{ field, message: expect.stringContaining(message) as string }])
  })
})
