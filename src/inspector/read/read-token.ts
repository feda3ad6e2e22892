import type { KnownReading, NothingRead, Reading } from './inspection.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { baseOf } from './base.ts'
import { readCompact } from './compact.ts'
import { readJsonToken } from './json-token.ts'
import { type KnownToken, knownTokenOf } from '../looks/known-tokens.ts'
import { readOpaque } from './opaque.ts'
import { PartReader } from './parts.ts'
import { readPaseto } from './paseto.ts'
import type { ReadingTools } from './tools.ts'

/** Tells the kind of a token and reads it. Never throws; the work is linear in the text. */
export function readToken(token: FoundToken, tools: ReadingTools): Reading {
  const { text } = token
  if (text.startsWith('{')) {
    return readJsonToken(token, tools) ?? nothingRead(token, 'This JSON holds no token.', tools)
  }
  if (text === '') return nothingRead(token, 'There is nothing to read.', tools)
  const reading = readMarked(token, tools) ?? readCompact(token, tools)
  if (reading !== null) return reading
  if (/\s/.test(text)) return nothingRead(token, 'There is no token in this text.', tools)
  return readOpaque(token, tools, shapeOf(text))
}

/** Kinds that their first characters give away; no JOSE header begins like them. */
function readMarked(token: FoundToken, tools: ReadingTools): Reading | null {
  if (token.text.startsWith('ey')) return null
  const known = knownTokenOf(token.text)
  return known === null ? readPaseto(token, tools) : readKnown(token, known, tools)
}

/** SendGrid, Discord, Flask: three parts, and no JWT. */
function shapeOf(text: string): string | null {
  const parts = text.split('.', 4).length
  return parts === 3
    ? 'It has three parts like a JWT, but the first one is no header with an algorithm.'
    : null
}

/** GitHub puts a JWT into installation tokens, which it alone reads and verifies. */
const githubPrefix = /^ghs_[0-9A-Za-z]+_(?=eyJ)/

function readKnown(token: FoundToken, known: KnownToken, tools: ReadingTools): Reading {
  const prefix = githubPrefix.exec(token.text)?.[0]
  const inner = prefix === undefined ? null : readCompact(token, tools, prefix.length)
  if (inner?.kind === 'jws') {
    return { ...inner, label: `${known.issuer} ${known.what}`, privateTo: known.issuer }
  }
  const { issuer, what, prefix: knownPrefix, secret = true } = known
  const reader = new PartReader(tools)
  reader.add('whole', 'Token', { text: token.text, offset: 0 })
  const base = baseOf(token, reader, { label: `${issuer} ${what}`, header: null, claims: null })
  return { ...base, kind: 'known', issuer, prefix: knownPrefix, secret } satisfies KnownReading
}

export function nothingRead(token: FoundToken, problem: string, tools: ReadingTools): NothingRead {
  const reader = new PartReader(tools)
  const base = baseOf(token, reader, { label: 'No token', header: null, claims: null })
  return { ...base, kind: 'nothing', problem }
}
