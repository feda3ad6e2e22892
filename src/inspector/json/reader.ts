import { nameShape, SeenNames } from './duplicates.ts'
import { plainStringEnd, readEscapedString } from './escapes.ts'
import { readAsDouble } from './exactness.ts'
import type { JsonMember, JsonNode, JsonOddity } from './node.ts'
import { numberEnd, smallIntegerEnd } from './scan-number.ts'

/** Deeper nesting is refused, since it could exhaust the call stack. */
export const deepestNesting = 64

/** A hostile text can hold a million oddities. This many are reported. */
const mostOddities = 100

/** Reads in one pass. Each method moves `at` past what it read, and returns null after an error. */
export class JsonReader {
  readonly oddities: JsonOddity[] = []
  steps = 0
  private readonly text: string
  private readonly plain: boolean
  /** In well-formed text, only escapes can produce a lone surrogate. */
  private readonly wellFormed: boolean
  private at = 0
  /** Stack of the children of open containers. A container slices off its own when it ends. */
  private readonly members: JsonMember[] = []
  private membersEnd = 0
  private readonly items: JsonNode[] = []
  private itemsEnd = 0
  private depth = 0
  /** The last string as written between its quotes, if it holds escapes. */
  private written: string | undefined

  constructor(text: string, plain: boolean) {
    this.text = text
    this.plain = plain
    this.wellFormed = text.isWellFormed()
  }

  readRoot(): JsonNode | null {
    const root = this.readValue()
    if (root === null) return null
    this.skipSpace()
    const { length } = this.text
    if (this.at < length) this.report({ type: 'json-trailing-text', start: this.at, end: length })
    return root
  }

  private readValue(): JsonNode | null {
    const code = this.skipSpace()
    const start = this.at
    switch (code) {
      case 0x22: {
        const value = this.readString()
        if (value === null) return null
        const end = this.at
        const written = this.written
        if (written === undefined) return { kind: 'string', start, end, value }
        return { kind: 'string', start, end, value, written }
      }
      case 0x7b:
        return this.readObject(start)
      case 0x5b:
        return this.readArray(start)
      case 0x74:
        return this.skipWord('true') ? { kind: 'boolean', start, end: this.at, value: true } : null
      case 0x66:
        return this.skipWord('false')
          ? { kind: 'boolean', start, end: this.at, value: false }
          : null
      case 0x6e:
        return this.skipWord('null') ? { kind: 'null', start, end: this.at } : null
      default:
        return this.readNumber(start)
    }
  }

  private readObject(start: number): JsonNode | null {
    if (!this.enter(start)) return null
    const first = this.membersEnd
    let seen: SeenNames | null = null
    let shapes = 0
    let code = this.skipSpace()
    if (code === 0x7d) return this.leave({ kind: 'object', start, end: ++this.at, members: [] })
    for (;;) {
      if (code !== 0x22) return this.fail('expected a property name')
      const nameStart = this.at
      const name = this.readString()
      if (name === null) return null
      const nameWritten = this.written
      const shape = nameShape(name)
      if ((shapes & shape) !== 0) {
        seen ??= new SeenNames(this.members, first)
        if (seen.has(name, this.membersEnd)) this.reportDuplicate(name, nameStart)
      }
      shapes |= shape
      if (this.skipSpace() !== 0x3a) return this.fail('expected a colon')
      this.at++
      const value = this.readValue()
      if (value === null) return null
      this.members[this.membersEnd++] =
        nameWritten === undefined
          ? { name, nameStart, value }
          : { name, nameWritten, nameStart, value }
      code = this.skipSpace()
      if (code === 0x7d) break
      if (code !== 0x2c) return this.fail('expected a comma or }')
      this.at++
      code = this.skipSpace()
    }
    if (seen !== null) this.steps += seen.steps
    const members = this.members.slice(first, this.membersEnd)
    this.membersEnd = first
    return this.leave({ kind: 'object', start, end: ++this.at, members })
  }

  private readArray(start: number): JsonNode | null {
    if (!this.enter(start)) return null
    const first = this.itemsEnd
    if (this.skipSpace() === 0x5d) {
      return this.leave({ kind: 'array', start, end: ++this.at, items: [] })
    }
    for (;;) {
      const item = this.readValue()
      if (item === null) return null
      this.items[this.itemsEnd++] = item
      const code = this.skipSpace()
      if (code === 0x5d) break
      if (code !== 0x2c) return this.fail('expected a comma or ]')
      this.at++
    }
    const items = this.items.slice(first, this.itemsEnd)
    this.itemsEnd = first
    return this.leave({ kind: 'array', start, end: ++this.at, items })
  }

  private enter(start: number): boolean {
    this.at++
    if (++this.depth <= deepestNesting) return true
    this.report({ type: 'json-too-deep', start, end: start + 1, limit: deepestNesting })
    return false
  }

  private leave(container: JsonNode): JsonNode {
    this.depth--
    return container
  }

  private readString(): string | null {
    const { text } = this
    const start = this.at + 1
    const end = this.plain ? text.indexOf('"', start) : plainStringEnd(text, start)
    if (end < 0) return this.readEscaped(start)
    this.steps += end - start + 2
    this.at = end + 1
    this.written = undefined
    const value = text.slice(start, end)
    if (!this.wellFormed) this.checkSurrogates(value, start - 1)
    return value
  }

  private readEscaped(start: number): string | null {
    const escaped = readEscapedString(this.text, start)
    this.steps += escaped.end - start + 2
    this.at = escaped.end
    if (escaped.problem !== null) return this.fail(escaped.problem)
    this.at++
    this.written = this.text.slice(start, escaped.end)
    this.checkSurrogates(escaped.value, start - 1)
    return escaped.value
  }

  private checkSurrogates(value: string, start: number) {
    if (!value.isWellFormed()) this.report({ type: 'lone-surrogate', start, end: this.at })
  }

  private readNumber(start: number): JsonNode | null {
    const small = smallIntegerEnd(this.text, start)
    const end = small < 0 ? numberEnd(this.text, start) : small
    if (end < 0) return this.fail('expected a value')
    this.steps += end - start
    this.at = end
    const text = this.text.slice(start, end)
    if (small < 0) this.checkExactness(text, start)
    return { kind: 'number', start, end, text }
  }

  private checkExactness(text: string, start: number) {
    const readAs = readAsDouble(text)
    if (readAs === null) return
    this.report({ type: 'number-inexact', start, end: this.at, text, readAs })
  }

  private skipWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) {
      this.fail('expected a value')
      return false
    }
    this.steps += word.length
    this.at += word.length
    return true
  }

  /** Code of the next character that is not white space; NaN at the end. */
  private skipSpace(): number {
    const code = this.text.charCodeAt(this.at)
    return code > 0x20 ? code : this.skipRun(code)
  }

  private skipRun(first: number): number {
    const { text } = this
    const start = this.at
    let end = start
    let code = first
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = text.charCodeAt(++end)
    }
    this.steps += end - start + 1
    this.at = end
    return code
  }

  private fail(problem: string): null {
    const start = this.at
    const end = Math.min(start + 1, this.text.length)
    // Always reported, since it is the reason why there is no root.
    this.oddities.push({ type: 'json-invalid', start, end, problem })
    return null
  }

  private reportDuplicate(name: string, start: number) {
    this.report({ type: 'duplicate-name', start, end: this.at, name, depth: this.depth - 1 })
  }

  private report(oddity: JsonOddity) {
    if (this.oddities.length < mostOddities) this.oddities.push(oddity)
  }
}
