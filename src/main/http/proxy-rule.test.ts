import { describe, expect, it } from 'vitest'
import { readProxyRule } from './proxy-rule.ts'

describe('readProxyRule', () => {
  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
    ['proxy proxy.example:8080; DIRECT', 'http://proxy.example:8080'],
    ['HTTPS proxy.example:443', 'https://proxy.example:443'],
    ['SOCKS5 proxy.example:1080', 'socks5://proxy.example:1080'],
    ['SOCKS4 old.example:1080;PROXY proxy.example:8080', 'http://proxy.example:8080'],
    ['DIRECT; PROXY proxy.example:8080', null],
    ['SOCKS4 old.example:1080', null],
    ['PROXY', null],
  ])('reads %j as %j', (rule, uri) => {
    expect(readProxyRule(rule)).toBe(uri)
  })
})
