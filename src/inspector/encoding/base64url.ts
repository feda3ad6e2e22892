import type { Base64Flaw, OutsideBase64url } from './anomaly.ts'
import type { Work } from './work.ts'

export interface Base64urlReading {
  /** null if it cannot be decoded: a character is in no base64 alphabet. */
  bytes: Uint8Array<ArrayBuffer> | null
  /** Each kind once, at its first offset. */
  flaws: readonly Base64urlFlaw[]
}

type Base64urlFlaw = Base64Flaw & { at: number }

/**
 * Decodes base64url (RFC 4648 §5) as leniently as common decoders do, and reports what a strict
 * decoder refuses: padding, `+` and `/`, white space, trailing bits. Never throws.
 */
export function decodeBase64url(text: string, work: Work): Base64urlReading {
  work.steps += text.length + 1
  const bytes = decodeStrict(text)
  if (bytes === null) return decodeLenient(text, work)
  const flaw = trailingBits(text)
  return { bytes, flaws: flaw === null ? [] : [flaw] }
}

/** null if it holds anything but letters, digits, `-` and `_`, or if its length is impossible. */
function decodeStrict(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null
  const bytes = engine.fromBase64 === undefined ? viaAtob(text) : viaEngine(text)
  // Both decoders silently skip white space and padding. The missing bytes give it away.
  return bytes?.length === Math.floor((text.length * 3) / 4) ? bytes : null
}

interface Engine {
  readonly BYTES_PER_ELEMENT: number
  /** In Chromium, not yet in Node 24. TypeScript's ES2024 does not declare it. */
  readonly fromBase64?: (text: string, options: { alphabet: string }) => Uint8Array<ArrayBuffer>
}

const engine: Engine = Uint8Array

function viaEngine(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return engine.fromBase64?.(text, { alphabet: 'base64url' }) ?? null
  } catch {
    // Not base64url: the lenient decoder reports why.
    return null
  }
}

/** For Node, whose V8 has no `Uint8Array.fromBase64` yet. */
function viaAtob(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.includes('+') || text.includes('/')) return null
  let binary: string
  try {
    binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  } catch {
    // Not base64: the lenient decoder reports why.
    return null
  }
  const bytes = new Uint8Array(binary.length)
  // The fast path for ASCII, which is its own UTF-8. Other bytes need more room than there is.
  if (encoder.encodeInto(binary, bytes).read === binary.length) return bytes
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

const encoder = new TextEncoder()

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function trailingBits(text: string): Base64urlFlaw | null {
  const left = text.length % 4
  if (left !== 2 && left !== 3) return null
  const at = text.length - 1
  const mask = left === 2 ? 0b1111 : 0b11
  return (alphabet.indexOf(text.charAt(at)) & mask) === 0
    ? null
    : { type: 'base64-trailing-bits', at }
}

function decodeLenient(text: string, work: Work): Base64urlReading {
  work.steps += text.length
  const firstAt = new Map<OutsideBase64url, number>()
  const end = paddingStart(text)
  let cleaned = ''
  let keptFrom = 0
  for (let at = 0; at < text.length; at++) {
    const what = outside(text.charCodeAt(at), at >= end)
    if (what === null) continue
    if (!firstAt.has(what)) firstAt.set(what, at)
    if (what !== 'whitespace' && what !== 'padding') continue
    cleaned += text.slice(keptFrom, at)
    keptFrom = at + 1
  }
  cleaned += text.slice(keptFrom)
  const flaws = [...firstAt].map(([what, at]): Base64urlFlaw => ({
    type: 'base64-outside',
    what,
    at,
  }))
  if (firstAt.has('other')) return { bytes: null, flaws }
  return decodeCleaned(cleaned.replace(/\+/g, '-').replace(/\//g, '_'), end - 1, flaws)
}

function decodeCleaned(text: string, lastAt: number, flaws: Base64urlFlaw[]): Base64urlReading {
  if (text.length % 4 === 1) {
    flaws.push({ type: 'base64-length', at: lastAt })
    return { bytes: decodeStrict(text.slice(0, -1)), flaws }
  }
  const bits = trailingBits(text)
  if (bits !== null) flaws.push({ ...bits, at: lastAt })
  return { bytes: decodeStrict(text), flaws }
}

/** Offset of the `=` and white space at the end. */
function paddingStart(text: string): number {
  let start = text.length
  while (text.charAt(start - 1) === '=' || isSpace(text.charCodeAt(start - 1))) start--
  return start
}

const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d)

function outside(code: number, atEnd: boolean): OutsideBase64url | null {
  if (code === 0x2b || code === 0x2f) return 'standard-alphabet'
  if (isSpace(code)) return 'whitespace'
  if (code === 0x3d && atEnd) return 'padding'
  const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
  const digit = code >= 0x30 && code <= 0x39
  return letter || digit || code === 0x2d || code === 0x5f ? null : 'other'
}

/** Without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replaceAll('=', '')
}
