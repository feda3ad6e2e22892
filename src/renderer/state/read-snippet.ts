import type { ProviderTemplate } from '../../shared/template.ts'

/** The values in a pasted snippet that a form has fields for. */
export interface Snippet {
  /** Values of the template's fields, by field name. */
  values: Record<string, string>
  baseUrl?: string
}

const baseUrlNames = ['base_url', 'url', 'host', 'endpoint', 'api_url', 'server']

/**
 * Reads a JSON document, a `.env` file or lines of `name: value`, and picks the values of the
 * template's fields by name, alias or label, ignoring case and punctuation. JSON may be nested. Of
 * two values with one name the first is taken. If a JSON document has several services, as the demo
 * server prints them, only the one with this template is read.
 *
 * @returns null if it has no value for the template
 */
export function readSnippet(text: string, template: ProviderTemplate): Snippet | null {
  const pairs = pairsIn(text, template.id)
  const valueOf = (names: readonly string[]) =>
    names
      .map((wanted) => pairs.find(([name, value]) => value !== '' && plain(name) === plain(wanted)))
      .find((pair) => pair !== undefined)?.[1]
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

function pairsIn(text: string, templateId: string): Pair[] {
  try {
    const document: unknown = JSON.parse(text)
    return leaves('', serviceIn(document, templateId, 0) ?? document, 0)
  } catch {
    // Not JSON, so read line by line.
    return text.split(/\r?\n/).flatMap(linePair)
  }
}

const deepest = 8

function leaves(name: string, value: unknown, depth: number): Pair[] {
  if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)]]
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  return Object.entries(value).flatMap(([key, inner]) => leaves(key, inner, depth + 1))
}

/** The object whose `template` is the given one, at any depth. */
function serviceIn(value: unknown, templateId: string, depth: number): object | undefined {
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined
  if ('template' in value && value.template === templateId) return value
  return Object.values(value)
    .map((inner) => serviceIn(inner, templateId, depth + 1))
    .find((found) => found !== undefined)
}

/** `export NAME="value"`, `NAME=value # why`, `name: value`, `"name": "value",`. */
function linePair(line: string): Pair[] {
  const match = /^\s*(?:export\s+)?["']?([\w .-]+?)["']?\s*[=:]\s*(.*?),?\s*$/.exec(line)
  const [, name, written] = match ?? []
  if (name === undefined || written === undefined) return []
  const quoted = /^(["'])(.*)\1/.exec(written)
  return [[name, quoted?.[2] ?? written.replace(/\s+#.*$/, '')]]
}
