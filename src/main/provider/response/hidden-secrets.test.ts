import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact, redactKnown } from './redact.ts'

const secret = 'Kx7-pQ2_vW9/zL4+é'
const bytes = Buffer.from(secret)
const hex = bytes.toString('hex')
const base64Behind = (text: string, encoding: 'base64' | 'base64url' = 'base64') =>
  Buffer.from(`${text}${secret} and more`).toString(encoding)
const entities = Array.from(secret)
  .map((each) => `&#${each.codePointAt(0) ?? 0};`)
  .join('')
const unicodeEscapes = secret.replaceAll(/[^]/g, (unit) => {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
})
const percentAll = bytes.reduce((text, byte) => `${text}%${byte.toString(16).padStart(2, '0')}`, '')

/** Each holds the secret; none of its letters and digits may be left in a row. */
const forms: Record<string, string> = {
  'in upper case': secret.toUpperCase(),
  'in lower case': secret.toLowerCase(),
  reversed: Array.from(secret).reverse().join(''),
  'in hexadecimal': hex,
  'in upper-case hexadecimal': hex.toUpperCase(),
  'in hexadecimal with colons': hex.replaceAll(/..(?=.)/g, '$&:'),
  'in base64': bytes.toString('base64'),
  'in base64 behind one character': base64Behind('x'),
  'in base64 behind two characters': base64Behind('xy'),
  'in base64 behind user and colon': base64Behind('user:'),
  'in base64url behind five characters': base64Behind('12345', 'base64url'),
  'in base64 on several lines': base64Behind('ab').replaceAll(/.{8}/g, '$&\r\n'),
  'percent-encoded': encodeURIComponent(secret),
  'percent-encoded throughout': percentAll,
  'percent-encoded throughout in upper case': percentAll.toUpperCase(),
  'percent-encoded twice': encodeURIComponent(encodeURIComponent(secret)),
  'percent-encoded three times': encodeURIComponent(encodeURIComponent(encodeURIComponent(secret))),
  'escaped for JSON': unicodeEscapes,
  'escaped for JSON, percent-encoded': encodeURIComponent(unicodeEscapes),
  'as HTML entities': entities,
  'as HTML entities, percent-encoded': encodeURIComponent(entities),
  'split by blanks': Array.from(secret).join(' '),
  'split by dashes': Array.from(secret).join('-'),
  'split by zero-width spaces': Array.from(secret).join('\u200B'),
  'split by soft hyphens': Array.from(secret).join('\u00AD'),
  'split by variation selectors': Array.from(secret).join('\uFE0F'),
  'with its accents apart': secret.normalize('NFD'),
  'in full-width letters': secret.replaceAll(/[!-~]/g, (ascii) =>
    String.fromCharCode(ascii.charCodeAt(0) + 0xfee0),
  ),
  'as base64 of base64, percent-encoded': encodeURIComponent(bytes.toString('base64url')),
}

describe('a secret that a service returns', () => {
  it.each(Object.keys(forms))('%s is redacted', (form) => {
    const text = forms[form] ?? ''
    const redacted = redactKnown(`Value <${text}> refused`, [secret])
    expect(redacted).toContain('•••')
    expect(redacted).toMatch(/^Value </)
    expect(redacted).toMatch(/refused$/)
    for (const part of text.match(/[\p{L}\p{N}]{8,}/gu) ?? []) expect(redacted).not.toContain(part)
    expect(redacted.length).toBeLessThan(60)
  })

  it('is redacted where its signs are named HTML entities', () => {
    const text = 'Wrong Kx7&amp;pQ2&lt;vW9&gt;zL4&quot;mN5&apos;rT6 here'
    expect(redactKnown(text, [`Kx7&pQ2<vW9>zL4"mN5'rT6`])).toBe('Wrong ••• here')
  })

  it('is redacted in any form, wherever it stands', () => {
    const encode = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => Array.from(text).reverse().join(''),
      (text) => Buffer.from(text).toString('hex'),
      (text) => Buffer.from(text).toString('base64'),
      (text) => encodeURIComponent(text),
      (text) => encodeURIComponent(encodeURIComponent(text)),
      (text) => Array.from(text).join('.'),
    )
    const value = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/)
    fc.assert(
      fc.property(value, encode, fc.string(), fc.string(), (known, encoded, before, after) => {
        const text = `${before} ${encoded(known)} ${after}`
        const redacted = redact(text, [known])
        const plain = redacted.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase()
        expect(plain).not.toContain(known.toLowerCase())
        expect(redacted).not.toBe(text)
      }),
    )
  })

  it('costs no other text', () => {
    const texts = [
      'The API key is wrong. Copy it again from https://portal.example/keys?page=2.',
      'invalid_client: client authentication failed (RFC 6749, section 5.2)',
      '{"detail":"No active account found with the given credentials"}',
    ]
    for (const text of texts) expect(redact(text, [secret, 'correct horse battery'])).toBe(text)
  })

  it('under 8 characters is found as it is and in its usual encodings only', () => {
    expect(redact('Wrong a1b2c3d, not A1-B2-C3-D', ['a1b2c3d'])).toBe('Wrong •••, not A1-B2-C3-D')
    expect(redact('Wrong A1-B2-C3-D4', ['a1b2c3d4'])).toBe('Wrong •••')
  })
})
