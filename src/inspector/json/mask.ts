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
      if (isSecret(node.value)) return maskString(node, secretLabel)
      return holdsToken(node.value) ? maskString(node) : node
    case 'number': {
      const { start, end, text } = node
      return isSecret(text)
        ? maskString({ kind: 'string', start, end, value: text }, secretLabel)
        : node
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

const secretLabel = 'secret of this provider'

function maskMember(member: JsonMember, isSecret: IsSecret): JsonMember {
  const { value } = member
  const opaque = value.kind === 'string' && namesToken(member.name) && /^\S{16,}$/.test(value.value)
  const masked = opaque ? maskString(value) : maskTokens(value, isSecret)
  if (holdsToken(member.name) || isSecret(member.name)) {
    return { name: maskedName, nameStart: member.nameStart, value: masked }
  }
  return masked === value ? member : { ...member, value: masked }
}

/** Replaces the name of a member if that is a token. */
const maskedName = '[a token]'

/** A name that is safe to show. */
export const shownName = (name: string): string => (holdsToken(name) ? maskedName : name)

const maskString = (
  { kind, start, end, value }: JsonString,
  label = labelOf(value),
): JsonString => ({ kind, start, end, value: '', masked: { label, length: value.length } })

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
