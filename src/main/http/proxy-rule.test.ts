import { describe, expect, it } from 'vitest'
import { readProxyRule } from './proxy-rule.ts'

describe('readProxyRule', () => {
  it.each([
    ['DIRECT', [null], []],
    ['', [null], []],
    [' ; ', [null], []],
    ['PROXY proxy.example:8080', ['http://proxy.example:8080'], []],
    ['proxy proxy.example:8080; DIRECT', ['http://proxy.example:8080', null], []],
    ['HTTPS proxy.example:443', ['https://proxy.example:443'], []],
    ['SOCKS5 proxy.example:1080', ['socks5://proxy.example:1080'], []],
    ['PROXY [2001:db8::1]:8080', ['http://[2001:db8::1]:8080'], []],
    [
      'SOCKS4 old.example:1080;PROXY proxy.example:8080',
      ['http://proxy.example:8080'],
      ['SOCKS4 old.example:1080'],
    ],
    ['DIRECT; PROXY proxy.example:8080', [null, 'http://proxy.example:8080'], []],
    ['SOCKS4 old.example:1080', [], ['SOCKS4 old.example:1080']],
    ['SOCKS old.example:1080', [], ['SOCKS old.example:1080']],
    ['PROXY', [], ['PROXY']],
    ['QUIC proxy.example:443', [], ['QUIC proxy.example:443']],
    ['PROXY proxy.example:99999', [], ['PROXY proxy.example:99999']],
  ])('reads %j as %j, without %j', (rule, ways, unusable) => {
    expect(readProxyRule(rule)).toEqual({ ways, unusable })
  })
})
