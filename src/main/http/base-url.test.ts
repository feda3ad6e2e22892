import { describe, expect, it } from 'vitest'
import { build, failureOf, held, template, valueOf } from '../provider/provider.fixture.ts'
import { checkBaseUrl } from './base-url.ts'

describe('checkBaseUrl', () => {
  it.each([
    ['https://bank.example', 'https://bank.example'],
    ['  https://bank.example/ \n', 'https://bank.example'],
    ['https://BANK.example:443/api/', 'https://bank.example/api'],
    ['https://bank.example:8443/a/b', 'https://bank.example:8443/a/b'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.255.0.9', 'http://127.255.0.9'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://[::1]:80/x', 'http://[::1]/x'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('takes %j as %s', (given, expected) => {
    expect(valueOf(checkBaseUrl(given))).toBe(expected)
  })

  it.each([
    ['', 'The base URL is empty'],
    ['bank.example', 'The base URL is not a URL'],
    ['demo:', 'The base URL must begin with https://'],
    ['ftp://bank.example', 'The base URL must begin with https://'],
    ['file:///etc/passwd', 'The base URL must begin with https://'],
    ['https://user@bank.example', 'The base URL contains a user name or password'],
    ['https://user:word@bank.example', 'The base URL contains a user name or password'],
    ['https://bank.example/?a=b', 'The base URL has a query or a fragment'],
    ['https://bank.example/?', 'The base URL has a query or a fragment'],
    ['https://bank.example/#a', 'The base URL has a query or a fragment'],
    ['http://bank.example', 'Plain http would send secrets unencrypted'],
    ['http://10.0.0.1', 'Plain http would send secrets unencrypted'],
    ['http://127.0.0.1.example', 'Plain http would send secrets unencrypted'],
    ['http://localhost.example', 'Plain http would send secrets unencrypted'],
    ['http://0.0.0.0', 'Plain http would send secrets unencrypted'],
    ['http://[::2]', 'Plain http would send secrets unencrypted'],
  ])('refuses %j', (given, title) => {
    expect(failureOf(checkBaseUrl(given))).toMatchObject({ kind: 'invalid-input', title })
  })
})

describe('a path on a base URL', () => {
  const tokens = held({ refresh: 'refresh-0' })

  it.each([
    ['https://h.example/api', 'banyan', 'https://h.example/api/v1/refresh_token'],
    ['https://h.example/api/', 'banyan', 'https://h.example/api/v1/refresh_token'],
    ['https://h.example/api/v2', 'ix-api', 'https://h.example/api/v2/auth/refresh'],
    ['https://h.example', 'nordigen', 'https://h.example/api/v2/token/refresh/'],
  ])('%s keeps its prefix, and the path of %s its slashes', (baseUrl, id, url) => {
    expect(valueOf(build(template(id), 'refresh', { baseUrl, tokens })).url).toBe(url)
  })

  it('is not built on a base URL that would send secrets in clear', () => {
    const request = build(template('ix-api'), 'refresh', { baseUrl: 'http://h.example', tokens })
    expect(failureOf(request).kind).toBe('invalid-input')
  })
})
