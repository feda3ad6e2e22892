import { describe, expect, it } from 'vitest'
import { decodeBase64url, encodeBase64url } from './base64url.ts'

const decode = (text: string) => {
  const { bytes, flaws } = decodeBase64url(text, { steps: 0 })
  return { hex: bytes === null ? null : Buffer.from(bytes).toString('hex'), flaws }
}

describe('decodeBase64url', () => {
  it.each([
    ['', ''],
    ['Zg', '66'],
    ['Zm8', '666f'],
    ['Zm9v', '666f6f'],
    ['-_-_', 'fbffbf'],
    ['AAAA', '000000'],
    ['8J-YgA', 'f09f9880'],
  ])('decodes %j', (text, hex) => {
    expect(decode(text)).toEqual({ hex, flaws: [] })
  })

  it.each([
    ['Zg==', '66', [{ type: 'base64-outside', what: 'padding', at: 2 }]],
    ['Zm8=', '666f', [{ type: 'base64-outside', what: 'padding', at: 3 }]],
    ['Zm9v=', '666f6f', [{ type: 'base64-outside', what: 'padding', at: 4 }]],
    ['+/+/', 'fbffbf', [{ type: 'base64-outside', what: 'standard-alphabet', at: 0 }]],
    ['Zm\n9v', '666f6f', [{ type: 'base64-outside', what: 'whitespace', at: 2 }]],
    ['Zm9v ', '666f6f', [{ type: 'base64-outside', what: 'whitespace', at: 4 }]],
    ['Zm9v\u000b', '666f6f', [{ type: 'base64-outside', what: 'whitespace', at: 4 }]],
    ['Zh', '66', [{ type: 'base64-trailing-bits', at: 1 }]],
    ['Zm9', '666f', [{ type: 'base64-trailing-bits', at: 2 }]],
    // Only the highest of the bits that are left over is set.
    ['QY', '41', [{ type: 'base64-trailing-bits', at: 1 }]],
    ['QUC', '4140', [{ type: 'base64-trailing-bits', at: 2 }]],
    ['Zm9vZ', '666f6f', [{ type: 'base64-length', at: 4 }]],
    ['Z', '', [{ type: 'base64-length', at: 0 }]],
    [
      'Zh=\n=',
      '66',
      [
        { type: 'base64-outside', what: 'padding', at: 2 },
        { type: 'base64-outside', what: 'whitespace', at: 3 },
        { type: 'base64-trailing-bits', at: 1 },
      ],
    ],
  ])('decodes %j and says what is wrong with it', (text, hex, flaws) => {
    expect(decode(text)).toEqual({ hex, flaws })
  })

  it.each([
    ['Zm=9v', 2],
    ['Zm9v.', 4],
    ['Zm9é', 3],
    ['Zm9v\u0000', 4],
    ['@[`{', 0],
    ['Zm9\u0141', 3],
  ])('refuses %j, which nothing decodes', (text, at) => {
    expect(decode(text)).toEqual({
      hex: null,
      flaws: [{ type: 'base64-outside', what: 'other', at }],
    })
  })

  it('agrees with the engine on every byte', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    expect(decode(encodeBase64url(bytes)).hex).toBe(Buffer.from(bytes).toString('hex'))
  })
})
