import type { NothingRead, Reading } from './inspection.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { readCompact } from './compact.ts'
import { readJsonToken } from './json-token.ts'
import { type KnownToken, knownTokenOf } from '../looks/known-tokens.ts'
import { readOpaque } from './opaque.ts'
import { PartReader } from './parts.ts'
import { readPaseto } from './paseto.ts'
import type { ReadOptions } from './context.ts'

/** Detects the kind of a token and reads it. Never throws; the work is linear in the text. */
export function readToken(token: FoundToken, options: ReadOptions): Reading {
  const { text } = token
  if (text.startsWith('{')) {
    return (
      readJsonToken(token, options) ?? nothingRead(token, 'No token found in this JSON.', options)
    )
  }
  if (text === '') return nothingRead(token, 'Nothing to read.', options)
  const reading = readMarked(token, options) ?? readCompact(token, options)
  if (reading !== null) return reading
  if (/\s/.test(text)) return nothingRead(token, 'No token found in this text.', options)
  return readOpaque(token, options, shapeOf(text))
}

/** Kinds that are recognized by their first characters. No JOSE header begins like these. */
function readMarked(token: FoundToken, options: ReadOptions): Reading | null {
  if (token.text.startsWith('ey')) return null
  const known = knownTokenOf(token.text)
  return known === null ? readPaseto(token, options) : readKnown(token, known, options)
}

/** The beginnings of `<?xml `, `<saml`, `<Response` and `<Assertion` in base64. */
const samlStart = /^(?:PD94bWwg|PHNhbW[wx]|PFJlc3BvbnNl|PEFzc2VydGlvb)/

/** Tokens of SendGrid, Discord and Flask have three parts but are no JWTs. */
function shapeOf(text: string): string | null {
  if (samlStart.test(text)) return 'SAML message in base64: not decoded.'
  if (/^eyJ[\w-]+=*$/.test(text)) return 'Only one part of a JWT: JSON in base64url, not decoded.'
  return text.split('.', 4).length === 3
    ? 'Three parts like a JWT, but the first is not a header with an algorithm.'
    : null
}

/** GitHub's installation tokens contain a JWT that only GitHub can verify. */
const githubPrefix = /^ghs_[0-9A-Za-z]+_(?=eyJ)/

function readKnown(token: FoundToken, known: KnownToken, options: ReadOptions): Reading {
  const prefix = githubPrefix.exec(token.text)?.[0]
  const inner = prefix === undefined ? null : readCompact(token, options, prefix.length)
  if (inner?.kind === 'jws') {
    return { ...inner, label: `${known.issuer} ${known.what}`, privateTo: known.issuer }
  }
  const { issuer, what, prefix: knownPrefix, secret = true } = known
  const reader = new PartReader(token, options)
  reader.add('whole', 'Token', { text: token.text, offset: 0 })
  const base = reader.sharedFields(`${issuer} ${what}`)
  return { ...base, kind: 'known', issuer, prefix: knownPrefix, secret }
}

export function nothingRead(token: FoundToken, problem: string, options: ReadOptions): NothingRead {
  const base = new PartReader(token, options).sharedFields('No token')
  return { ...base, kind: 'nothing', problem }
}
