import type { Anomaly } from '../encoding/anomaly.ts'
import { decodeBase64url } from '../encoding/base64url.ts'
import type { Content, PartRole, ReadingBase, TokenPart } from './inspection.ts'
import type { JsonNode, JsonObject } from '../json/node.ts'
import { maskedValue, maskTokens } from '../json/mask.ts'
import type { JsonOddity } from '../json/node.ts'
import { readJson } from '../json/read.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { holdsToken } from '../looks/token-in-word.ts'
import { decodeUtf8, utf8Length } from '../encoding/utf8.ts'
import type { Work } from '../encoding/work.ts'
import { anomalyOf } from './place-anomaly.ts'
import type { ReadOptions } from './context.ts'

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
  readonly work: Work
  /** How much of the text is strict base64url, where each UTF-16 unit is one byte. */
  private strictUnits = 0
  private readonly maskTokens: boolean

  constructor({ work, context }: ReadOptions) {
    this.work = work
    this.maskTokens = context.maskTokens ?? false
  }

  /** The tree as it may be shown: without the tokens in it if they are to be masked. */
  shown(root: JsonNode): JsonNode {
    return this.maskTokens ? maskTokens(root) : root
  }

  /** Adds a part that is not base64url or is decoded elsewhere. Returns its index. */
  add(role: PartRole, name: string, piece: Piece, bytes: number | null = null): number {
    return (
      this.parts.push({ role, name, offset: piece.offset, length: piece.text.length, bytes }) - 1
    )
  }

  decode(role: PartRole, name: string, piece: Piece): DecodedPart {
    const { bytes, flaws } = decodeBase64url(piece.text, this.work)
    const part = this.add(role, name, piece, bytes?.length ?? null)
    if (bytes !== null && flaws.length === 0) this.strictUnits += piece.text.length
    for (const { at, ...flaw } of flaws) {
      const start = piece.offset + at
      this.note({ ...flaw, place: { part, text: { start, end: start + 1 } } })
    }
    return { part, bytes }
  }

  /** Size in UTF-8. A token of strict base64url needs no counting. */
  private bytesOf(text: string): number {
    const separators = this.parts.length - 1
    const strict = this.strictUnits + separators === text.length
    return strict ? text.length : utf8Length(text, this.work)
  }

  /** The fields that every reading has. Call it after the parts are read. */
  sharedFields(
    { text, foundIn, stripped }: FoundToken,
    told: Pick<ReadingBase, 'label' | 'header' | 'claims'>,
  ): ReadingBase {
    const { parts, anomalies } = this
    return { ...told, foundIn, stripped, parts, totalBytes: this.bytesOf(text), anomalies }
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
    const { text, valid, withoutControls } = decodeUtf8(bytes, this.work)
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
    if (!this.maskTokens || content.form !== 'text') return content
    const { text } = content
    // Broken JSON is masked too, since it is unknown which of its values are tokens.
    const hidden = beginsLikeJson.test(text) || holdsToken(text)
    return hidden ? { form: 'text', text: '', masked: maskedValue(text) } : content
  }

  private json(part: number, marked: string, expected: Expectation, plain: boolean) {
    const text = marked.startsWith(byteOrderMark) ? marked.slice(1) : marked
    const read = readJson(text, this.work, plain)
    if (read.root === null && expected === 'anything' && !beginsLikeJson.test(text)) return null
    if (text !== marked) this.note({ type: 'byte-order-mark', place: { part } })
    const root = read.root && this.shown(read.root)
    this.noteOddities(part, root, read.oddities)
    return root
  }

  /** Keeps a limited number: a hostile token could have a million anomalies. */
  note(anomaly: Anomaly) {
    if (this.anomalies.length < mostAnomalies) this.anomalies.push(anomaly)
  }

  private noteOddities(part: number, root: JsonNode | null, oddities: readonly JsonOddity[]) {
    for (const oddity of oddities) {
      const { start, end } = oddity
      this.note(anomalyOf(oddity, { part, json: { start, end } }, root))
    }
  }
}

export const objectIn = (content: Content): JsonObject | null =>
  content.form === 'json' && content.root.kind === 'object' ? content.root : null

const beginsLikeJson = /^\s*[[{]/

const byteOrderMark = '\ufeff'

const bytesToHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
