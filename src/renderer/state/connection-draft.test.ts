import { describe, expect, it } from 'vitest'
import { connectionSecrets, defaultConnection } from '../../shared/connection.ts'
import { connectionErrors, connectionIn, connectionWords } from './connection-draft.ts'

const { proxyPassword, clientKey, clientFile, clientPassphrase } = connectionSecrets

function form(values: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

describe('the connection section', () => {
  it('has no connection where all is as usual', () => {
    const untouched = form({ 'connection:proxy': 'system', 'connection:client': 'none' })
    expect(connectionIn(untouched)).toEqual({ secrets: {} })
    const before = { ...defaultConnection, insecure: true }
    expect(connectionIn(untouched, before)).toEqual({ connection: defaultConnection, secrets: {} })
  })

  it('has what was typed', () => {
    const typed = form({
      'connection:proxy': 'manual',
      'connection:proxy-url': ' http://proxy.example ',
      [proxyPassword]: ' blanks stay ',
      'connection:insecure': 'on',
    })
    expect(connectionIn(typed)).toEqual({
      connection: {
        ...defaultConnection,
        proxy: { use: 'manual', url: 'http://proxy.example' },
        insecure: true,
      },
      secrets: { [proxyPassword]: ' blanks stay ' },
    })
  })

  it.each([
    ['kept', 'stored', {}],
    ['pem', 'typed', { [clientKey]: 'key', [clientPassphrase]: 'words' }],
    ['file', '', { [clientFile]: 'file', [clientPassphrase]: 'words' }],
    ['none', '', {}],
  ])('has the client certificate as it is given: %s', (client, clientCertificate, secrets) => {
    const given = form({
      'connection:client': client,
      'connection:client-certificate': 'typed',
      ...secrets,
    })
    const before = { ...defaultConnection, clientCertificate: 'stored' }
    expect(connectionIn(given, before)).toEqual({
      connection: { ...defaultConnection, clientCertificate },
      secrets,
    })
  })

  it('misses a file that was not chosen', () => {
    expect(connectionErrors(form({ 'connection:client': 'file', [clientFile]: '' }))).toEqual({
      [clientFile]: 'No file is chosen.',
    })
  })

  it('says in one line what is not as usual', () => {
    const proxy = { use: 'none' } as const
    const all = { proxy, authorities: 'a', clientCertificate: 'b', insecure: false }
    expect(connectionWords(all)).toBe('no proxy, added authorities, client certificate')
    expect(connectionWords({ ...defaultConnection, insecure: true })).toBe('')
    expect(connectionWords()).toBe('proxy, certificate authorities, client certificate')
  })
})
