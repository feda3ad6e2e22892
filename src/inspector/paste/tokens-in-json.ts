import { shownName } from '../json/mask.ts'
import type { JsonNode } from '../json/node.ts'
import { writeJson } from '../json/write.ts'
import { isJsonToken } from '../read/json-token.ts'
import type { Work } from '../encoding/work.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { namesToken, slotOf } from '../looks/token-names.ts'
import { holdsToken, isTokenLike } from '../looks/token-in-word.ts'
import { tokensInText } from './tokens-in-text.ts'

/** Yields every token in a JSON text, such as an OAuth response, by its look or its name. */
export function* tokensInJson(
  node: JsonNode,
  name: string | null,
  stripped: readonly string[],
  work: Work,
): Generator<FoundToken> {
  switch (node.kind) {
    case 'string': {
      const opaque = name !== null && namesToken(name) && /^\S{8,}$/.test(node.value)
      if (opaque || isTokenLike(node.value)) yield found(node.value, name, stripped)
      else if (holdsToken(node.value)) {
        yield* tokensInText(node.value, [...stripped, around(name)], work)
      }
      break
    }
    case 'array':
      for (const item of node.items) yield* tokensInJson(item, name, stripped, work)
      break
    case 'object':
      if (isJsonToken(node)) yield found(writeJson(node), name, stripped)
      else {
        for (const each of node.members) {
          yield* tokensInJson(each.value, each.name, stripped, work)
        }
      }
      break
    default:
  }
}

const found = (text: string, name: string | null, stripped: readonly string[]): FoundToken => ({
  text,
  foundIn: 'json',
  stripped: [...stripped, around(name)],
  name: name && shownName(name),
  slot: slotOf(name),
})

const around = (name: string | null): string =>
  name === null ? 'the JSON around it' : `the JSON around ${shownName(name)}`
