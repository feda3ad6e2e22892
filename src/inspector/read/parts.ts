import type { Anomaly } from '../encoding/anomaly.ts'
import { decodeBase64url } from '../encoding/base64url.ts'
import type { JsonNode, JsonObject } from '../json/node.ts'
import { maskedText, maskedValue, maskTokens } from '../json/mask.ts'
import { readJson } from '../json/read.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { decodeUtf8, utf8Length } from '../encoding/utf8.ts'
import type { ReadOptions } from './context.ts'
import type { Content, Inspection, PartRole, ReadingBase, TokenPart } from './inspection.ts'
import { anomalyOf } from './place-anomaly.ts'

/** A piece of the cleaned token text and its offset. */
export interface Piece {
  text: string
  offset: number
}

export interface DecodedPart {
  /** Index into `parts`. */
  part: number
  /** null if it is not base64url. */
  bytes: Uint8Array<ArrayBuffer> | null
}

/** A header must be JSON; a payload may be anything, so other text is no anomaly there. */
type Expectation = 'json' | 'anything'

const mostAnomalies = 1000

/** Decodes the parts of one token and collects their anomalies. */
export class PartReader {
  readonly parts: TokenPart[] = []
  readonly anomalies: Anomaly[] = []
  /** Unencoded objects of a JSON serialization, by the index of their part. */
  readonly outerObjects = new Map<number, JsonObject>()
  readonly options: ReadOptions
  private readonly token: FoundToken
  /** How much of the text is strict base64url, where each UTF-16 unit is one byte. */
  private strictUnits = 0

  constructor(token: FoundToken, options: ReadOptions) {
    this.token = token
    this.options = options
  }

  /** The tree as it may be shown: without the tokens in it if they are to be masked. */
  shown(root: JsonNode): JsonNode {
    const { maskTokens: masks, isSecret } = this.options.context
    return masks ? maskTokens(root, isSecret) : root
  }

  /** Adds a part that is not base64url or is decoded elsewhere. Returns its index. */
  add(role: PartRole, name: string, piece: Piece, bytes: number | null = null): number {
    return (
      this.parts.push({ role, name, offset: piece.offset, length: piece.text.length, bytes }) - 1
    )
  }

  decode(role: PartRole, name: string, piece: Piece): DecodedPart {
    const { bytes, flaws } = decodeBase64url(piece.text, this.options.work)
    const part = this.add(role, name, piece, bytes?.length ?? null)
    if (bytes !== null && flaws.length === 0) this.strictUnits += piece.text.length
    for (const { at, ...flaw } of flaws) {
      const start = piece.offset + at
      this.note({ ...flaw, place: { part, text: { start, end: start + 1 } } })
    }
    return { part, bytes }
  }

  /** Size in UTF-8. A token of strict base64url needs no counting. */
  private totalBytes(): number {
    const { text } = this.token
    const separators = this.parts.length - 1
    const strict = this.strictUnits + separators === text.length
    return strict ? text.length : utf8Length(text, this.options.work)
  }

  /** The fields that every reading has. Call it after the parts are read. */
  sharedFields(
    label: string,
    header: JsonObject | null = null,
    claims: JsonObject | null = null,
  ): ReadingBase {
    const { parts, anomalies } = this
    const { foundIn, stripped } = this.token
    const totalBytes = this.totalBytes()
    return { label, foundIn, stripped, parts, totalBytes, header, claims, anomalies }
  }

  /** Decodes a part that must be a JSON object. */
  header(name: string, piece: Piece): { part: number; header: JsonObject | null } {
    const { part, bytes } = this.decode('header', name, piece)
    const content = this.content(part, bytes, 'json')
    return { part, header: objectIn(content) }
  }

  /** Reads the decoded bytes of a part. */
  content(
    part: number,
    bytes: Uint8Array<ArrayBuffer> | null,
    expected: Expectation = 'anything',
  ): Content {
    if (bytes === null) return { form: 'undecodable' }
    const { text, valid, withoutControls } = decodeUtf8(bytes, this.options.work)
    const plain = withoutControls && !text.includes('\\')
    const decoded = this.parts[part]
    // As many UTF-16 units as bytes: all of it is ASCII.
    if (decoded && plain && text.length === bytes.length && !text.includes('\x7f')) {
      decoded.plain = true
    }
    const json = this.json(part, text, expected, plain)
    if (!valid && (json !== null || expected === 'json')) {
      this.note({ type: 'utf8-invalid', place: { part } })
    }
    if (json !== null) return { form: 'json', root: json }
    return valid
      ? { form: 'text', text }
      : { form: 'bytes', bytes: bytes.length, hex: bytesToHex(bytes.subarray(0, 64)) }
  }

  /** Reads a text that is not encoded or was supplied apart from the token. */
  textContent(part: number, text: string): Content {
    const json = this.json(part, text, 'anything', false)
    return json === null ? { form: 'text', text } : { form: 'json', root: json }
  }

  /** Masks text if necessary. To be called once it is known that the text is no nested token. */
  shownContent(content: Content): Content {
    const { maskTokens: masks, isSecret } = this.options.context
    if (!masks || content.form !== 'text') return content
    const { text } = content
    // Broken JSON is masked too, since it is unknown which of its values are tokens.
    const broken = beginsLikeJson.test(text) ? maskedValue(text) : null
    const masked = maskedText(text, isSecret) ?? broken
    return masked ? { form: 'text', text: '', masked } : content
  }

  /** Looks for a token in a payload that is text and not JSON (RFC 7519 §5.2). */
  nested(payload: Content, inside: 'jws' | 'jwe'): { payload: Content; nested: Inspection | null } {
    if (payload.form !== 'text') return { payload, nested: null }
    const nested = this.options.inspectInside(payload.text, inside)
    return { payload: nested ? { form: 'token' } : this.shownContent(payload), nested }
  }

  private json(part: number, marked: string, expected: Expectation, plain: boolean) {
    const text = marked.startsWith(byteOrderMark) ? marked.slice(1) : marked
    const read = readJson(text, this.options.work, plain)
    if (read.root === null && expected === 'anything' && !beginsLikeJson.test(text)) return null
    if (text !== marked) this.note({ type: 'byte-order-mark', place: { part } })
    const root = read.root && this.shown(read.root)
    for (const oddity of read.oddities)
      this.note(anomalyOf(oddity, part, 'json', root, this.options.context.isSecret))
    return root
  }

  /** Keeps a limited number: a hostile token could have a million anomalies. */
  note(anomaly: Anomaly) {
    if (this.anomalies.length < mostAnomalies) this.anomalies.push(anomaly)
  }
}

export const objectIn = (content: Content): JsonObject | null =>
  content.form === 'json' && content.root.kind === 'object' ? content.root : null

const beginsLikeJson = /^\s*[[{]/

const byteOrderMark = '\ufeff'

const bytesToHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
