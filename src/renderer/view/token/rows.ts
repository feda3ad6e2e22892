import type { ClaimReading, ClaimRow } from '../../../shared/jwt/claim-row.ts'
import type { JsonNode, JsonObject } from '../../../shared/jwt/json/node.ts'
import { pointerStep } from '../../../shared/jwt/json/pointer.ts'
import { stringOf } from '../../../shared/jwt/json/access.ts'
import type { Meaning } from '../../../shared/jwt/registry.ts'
import { registry } from '../../../shared/jwt/registry/lookup.ts'

export function tableRows(object: JsonObject, table: 'claims' | 'header'): ClaimRow[] {
  const issuer = table === 'claims' ? stringOf(object, 'iss') : null
  return object.members.map(({ name, value }) => {
    const meaning =
      table === 'claims' ? registry.claim(name, issuer) : registry.headerParameter(name)
    const twice = object.members.filter((member) => member.name === name).length > 1
    return row(name, pointerStep(name), value, meaning, twice)
  })
}

export function childRows({ node, pointer }: ClaimRow): ClaimRow[] {
  if (node.kind === 'array') {
    return node.items.map((item, index) =>
      row(String(index), `${pointer}/${index}`, item, null, false),
    )
  }
  if (node.kind !== 'object') return []
  return node.members.map(({ name, value }) =>
    row(name, pointer + pointerStep(name), value, null, false),
  )
}

function row(
  name: string,
  pointer: string,
  node: JsonNode,
  meaning: Meaning | null,
  duplicate: boolean,
): ClaimRow {
  const masked = node.kind === 'string' && node.masked !== undefined
  return {
    name,
    pointer,
    node,
    meaning,
    reading: readingOf(node, meaning),
    flags: { invisible: false, masked, token: masked, long: false, duplicate, inexact: false },
    childCount:
      node.kind === 'array' ? node.items.length : node.kind === 'object' ? node.members.length : 0,
  }
}

function readingOf(node: JsonNode, meaning: Meaning | null): ClaimReading {
  if (meaning?.form === 'time' && node.kind === 'number') {
    const seconds = Number(node.text)
    return { form: 'time', seconds, milliseconds: seconds >= 1e12 }
  }
  return { form: 'plain' }
}
