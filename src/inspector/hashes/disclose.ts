import type { SelectiveDisclosureReport } from './hash-report.ts'
import type { Disclosure } from '../read/inspection.ts'
import { itemsOf, memberOf, stringsIn } from '../json/access.ts'
import type { JsonArray, JsonMember, JsonNode, JsonObject } from '../json/node.ts'
import { pointerStep } from '../json/pointer.ts'
import { deepestNesting } from '../json/reader.ts'

/** The result of putting the disclosures in their places. */
export type Disclosed = Pick<
  SelectiveDisclosureReport,
  'duplicateDigests' | 'collisions' | 'undisclosed'
> & {
  claims: JsonObject
  /** JSON pointers of the disclosed values, in order; null if no digest refers to a disclosure. */
  pointers: readonly (string | null)[]
}

/**
 * Replaces each digest with the value it discloses (RFC 9901 §7.1 step 3). A digest that occurs
 * more than once is replaced once, so the work is linear in the disclosed data.
 */
export class Discloser {
  private readonly disclosures: readonly Disclosure[]
  private readonly indexByDigest: ReadonlyMap<string, number>
  private readonly pointers: (string | null)[]
  private readonly seen = new Set<string>()
  private readonly duplicates = new Set<string>()
  private readonly collisions: { disclosure: number; pointer: string; name: string }[] = []
  private undisclosed = 0

  /** @param digests one for each disclosure, in order */
  constructor(disclosures: readonly Disclosure[], digests: readonly string[]) {
    this.disclosures = disclosures
    this.indexByDigest = new Map(digests.map((digest, index) => [digest, index]))
    this.pointers = disclosures.map(() => null)
  }

  run(payload: JsonObject): Disclosed {
    const { members, ...rest } = this.object(payload, '', 0)
    return {
      claims: { ...rest, members: members.filter(({ name }) => name !== '_sd_alg') },
      pointers: this.pointers,
      duplicateDigests: [...this.duplicates],
      collisions: this.collisions,
      undisclosed: this.undisclosed,
    }
  }

  private value(node: JsonNode, pointer: string, depth: number): JsonNode {
    if (depth > deepestNesting) return node
    if (node.kind === 'object') return this.object(node, pointer, depth)
    return node.kind === 'array' ? this.array(node, pointer, depth) : node
  }

  private object(node: JsonObject, pointer: string, depth: number): JsonObject {
    const plain = node.members.filter(({ name }) => name !== '_sd')
    const taken = new Set(plain.map(({ name }) => name))
    const disclosed: JsonMember[] = []
    for (const digest of stringsIn(itemsOf(node, '_sd') ?? [])) {
      const member = this.disclosedMember(digest, pointer, taken, depth)
      if (member === null) continue
      taken.add(member.name)
      disclosed.push(member)
    }
    const members = plain.map((member) => {
      const at = pointer + pointerStep(member.name)
      return { ...member, value: this.value(member.value, at, depth + 1) }
    })
    return { ...node, members: [...members, ...disclosed] }
  }

  private disclosedMember(
    digest: string,
    pointer: string,
    taken: ReadonlySet<string>,
    depth: number,
  ): JsonMember | null {
    const index = this.take(digest)
    const disclosure = index === null ? undefined : this.disclosures[index]
    if (index === null || disclosure?.form !== 'member') return null
    const { name, value } = disclosure
    if (name === null || value === null) return null
    const at = pointer + pointerStep(name)
    this.pointers[index] = at
    if (taken.has(name) || name === '_sd' || name === '...') {
      this.collisions.push({ disclosure: index, pointer: at, name })
      return null
    }
    return { name, nameStart: value.start, value: this.value(value, at, depth + 1) }
  }

  private array(node: JsonArray, pointer: string, depth: number): JsonArray {
    const items: JsonNode[] = []
    for (const item of node.items) {
      const digest = digestOf(item)
      const at = `${pointer}/${items.length}`
      if (digest === null) {
        items.push(this.value(item, at, depth + 1))
        continue
      }
      const element = this.disclosedElement(digest, at, depth)
      if (element !== null) items.push(element)
    }
    return { ...node, items }
  }

  private disclosedElement(digest: string, pointer: string, depth: number): JsonNode | null {
    const index = this.take(digest)
    const disclosure = index === null ? undefined : this.disclosures[index]
    if (index === null || disclosure?.form !== 'element' || disclosure.value === null) return null
    this.pointers[index] = pointer
    return this.value(disclosure.value, pointer, depth + 1)
  }

  /** Index of the disclosure for a digest; null if there is none or the digest occurred before. */
  private take(digest: string): number | null {
    if (this.seen.has(digest)) {
      this.duplicates.add(digest)
      return null
    }
    this.seen.add(digest)
    const index = this.indexByDigest.get(digest) ?? null
    if (index === null) this.undisclosed++
    return index
  }
}

/** The digest in `{"...": digest}`, an element of an array (RFC 9901 §4.2.4.2). */
function digestOf(item: JsonNode): string | null {
  if (item.kind !== 'object' || item.members.length !== 1) return null
  const digest = memberOf(item, '...')
  return digest?.kind === 'string' ? digest.value : null
}
