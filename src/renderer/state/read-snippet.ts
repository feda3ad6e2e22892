import type { ProviderTemplate } from '../../shared/template.ts'

/** What a pasted snippet holds for a form. */
export interface Snippet {
  /** Values of the template's fields, by field name. */
  values: Record<string, string>
  baseUrl?: string
}

const baseUrlNames = ['base_url', 'url', 'host', 'endpoint', 'api_url', 'server']

/**
 * Reads a JSON document, a `.env` file or lines of `name: value` and picks what the template's
 * fields are called, by name, alias or label, whatever their case and punctuation. JSON may be
 * nested; of two values for one field the first counts.
 *
 * @returns null where nothing in it fits.
 */
export function readSnippet(text: string, template: ProviderTemplate): Snippet | null {
  const pairs = pairsIn(text)
  const valueOf = (names: readonly string[]) => {
    const wanted = names.map(plain)
    return pairs.find(([name, value]) => value !== '' && wanted.includes(plain(name)))?.[1]
  }
  const values: Record<string, string> = {}
  for (const { name, label, aliases = [] } of template.fields) {
    const value = valueOf([name, label, ...aliases])
    if (value !== undefined) values[name] = value
  }
  const url = valueOf(baseUrlNames)
  const baseUrl = url !== undefined && /^https?:\/\//.test(url) ? url : undefined
  if (Object.keys(values).length === 0 && baseUrl === undefined) return null
  return { values, ...(baseUrl !== undefined && { baseUrl }) }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

type Pair = [name: string, value: string]

function pairsIn(text: string): Pair[] {
  try {
    return leaves('', JSON.parse(text), 0)
  } catch {
    // No JSON: then lines, each of which fits or does not.
    return text.split(/\r?\n/).flatMap(linePair)
  }
}

const deepest = 8

function leaves(name: string, value: unknown, depth: number): Pair[] {
  if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)]]
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  return Object.entries(value).flatMap(([key, inner]) => leaves(key, inner, depth + 1))
}

/** `export NAME="value"`, `NAME=value # why`, `name: value`, `"name": "value",`. */
function linePair(line: string): Pair[] {
  const match = /^\s*(?:export\s+)?["']?([\w .-]+?)["']?\s*[=:]\s*(.*?),?\s*$/.exec(line)
  const [, name, written] = match ?? []
  if (name === undefined || written === undefined) return []
  const quoted = /^(["'])(.*)\1/.exec(written)
  return [[name, quoted?.[2] ?? written.replace(/\s+#.*$/, '')]]
}
