import { describe, expect, it } from 'vitest'
import { resolveProxy } from './proxy.ts'

describe('resolveProxy', () => {
  it.each([
    ['https://api.example/', {}, 'DIRECT'],
    [
      'https://api.example/',
      { https_proxy: 'http://proxy.example:3128' },
      'PROXY proxy.example:3128',
    ],
    ['https://api.example/', { HTTPS_PROXY: 'proxy.example:3128' }, 'PROXY proxy.example:3128'],
    ['https://api.example/', { http_proxy: 'http://proxy.example:3128' }, 'DIRECT'],
    [
      'http://api.example/',
      { all_proxy: 'socks5://proxy.example:1080' },
      'SOCKS5 proxy.example:1080',
    ],
    ['https://api.example/', { https_proxy: 'https://proxy.example:443/' }, 'HTTPS proxy.example'],
    ['https://127.0.0.1/', { https_proxy: 'http://proxy.example:3128' }, 'DIRECT'],
    ['https://api.example/', { https_proxy: 'http://p.example:1', no_proxy: 'example' }, 'DIRECT'],
    [
      'https://api.example/',
      { https_proxy: 'http://p.example:1', no_proxy: '.api.example' },
      'DIRECT',
    ],
    [
      'https://api.example/',
      { https_proxy: 'http://p.example:1', no_proxy: 'pi.example' },
      'PROXY p.example:1',
    ],
    ['https://api.example/', { https_proxy: 'http://p.example:1', no_proxy: 'x, *' }, 'DIRECT'],
  ])('answers %s with %o as %s', (url, environment, expected) => {
    expect(resolveProxy(url, environment)).toBe(expected)
  })
})
