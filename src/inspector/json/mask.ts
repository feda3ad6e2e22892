import { knownTokenOf } from '../looks/known-tokens.ts'
import { namesToken } from '../looks/token-names.ts'
import { holdsToken } from '../looks/token-in-word.ts'
import type { JsonMember, JsonNode, JsonString, MaskedValue } from './node.ts'

/**
 * Removes the values that are tokens themselves, such as an `AccessToken` claim, and keeps their
 * place, kind and length. This happens before anything else sees the tree, so that no later code
 * can leak one. Subtrees without such values are returned as they are.
 *
 * @param isSecret tells further texts that are masked
 */
export function maskTokens(node: JsonNode, isSecret: IsSecret = () => false): JsonNode {
  switch (node.kind) {
    case 'string':
    case 'number': {
      const { start, end } = node
      const masked = maskedText(node.kind === 'string' ? node.value : node.text, isSecret)
      return masked ? { kind: 'string', start, end, value: '', masked } : node
    }
    case 'array': {
      const items = node.items.map((item) => maskTokens(item, isSecret))
      return sameAs(items, node.items) ? node : { ...node, items }
    }
    case 'object': {
      const members = node.members.map((member) => maskMember(member, isSecret))
      return sameAs(members, node.members) ? node : { ...node, members }
    }
    default:
      return node
  }
}

export type IsSecret = (text: string) => boolean

/** What is shown in place of a text; null if the text itself may be shown. */
export function maskedText(text: string, isSecret: IsSecret = () => false): MaskedValue | null {
  if (isSecret(text)) return { label: 'secret of this provider', length: text.length }
  return holdsToken(text) ? maskedValue(text) : null
}

function maskMember(member: JsonMember, isSecret: IsSecret): JsonMember {
  const { value } = member
  const opaque = value.kind === 'string' && namesToken(member.name) && /^\S{16,}$/.test(value.value)
  const masked = opaque ? maskString(value) : maskTokens(value, isSecret)
  const name = shownName(member.name, isSecret)
  if (name !== member.name) return { name, nameStart: member.nameStart, value: masked }
  return masked === value ? member : { ...member, value: masked }
}

/** A name that is safe to show. */
export function shownName(name: string, isSecret: IsSecret = () => false): string {
  if (isSecret(name)) return '[a secret]'
  return holdsToken(name) ? '[a token]' : name
}

const maskString = ({ kind, start, end, value }: JsonString): JsonString => ({
  kind,
  start,
  end,
  value: '',
  masked: maskedValue(value),
})

export const maskedValue = (text: string): MaskedValue => ({
  label: labelOf(text),
  length: text.length,
})

function labelOf(text: string): string {
  const known = knownTokenOf(text)
  if (known !== null) return `${known.issuer} ${known.what}`
  if (!/^[\w.~+/=-]+$/.test(text)) return 'text with a token in it'
  const parts = text.split('.', 6).length
  if (text.startsWith('ey') && parts === 5) return 'encrypted token'
  return text.startsWith('ey') && parts === 3 ? 'signed token' : 'token'
}

const sameAs = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.every((item, index) => item === b[index])
