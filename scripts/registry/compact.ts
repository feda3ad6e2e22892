import { parseCsv } from './parse-csv.ts'
import { shortTitles, shortWords } from './short-words.ts'

/** The three registries, with IANA's names of their columns. */
const columns = {
  claims: { name: 'Claim Name', description: 'Claim Description' },
  headers: { name: 'Header Parameter Name', description: 'Header Parameter Description' },
  algorithms: { name: 'Algorithm Name', description: 'Algorithm Description' },
} as const

export type RegistryName = keyof typeof columns

export interface Compacted {
  /** `name|description|reference`, and for algorithms `|use|requirement`. */
  lines: string[]
  /** Names with a long description that short-words.ts does not replace yet. */
  wordy: string[]
}

/** In characters. The table has no room for longer descriptions, which are sentences. */
const longestDescription = 54

/**
 * One line per name of a registry. A header parameter that both JWS and JWE define keeps its first
 * entry.
 *
 * @throws Error if the text is not CSV or lacks the columns of this registry
 */
export function compact(registry: RegistryName, csv: string): Compacted {
  const column = columns[registry]
  const lines = new Map<string, string>()
  const wordy: string[] = []
  for (const row of parseCsv(csv)) {
    const name = row[column.name]
    const description = row[column.description]
    if (name === undefined || description === undefined || row['Reference'] === undefined)
      throw new Error(`not IANA's columns: ${Object.keys(row).join(', ')}`)
    if (lines.has(name)) continue
    const words = shortWords[registry][name] ?? singleLine(description)
    if (words.length > longestDescription) wordy.push(name)
    const cells = [name, words, reference(row['Reference'])]
    if (registry === 'algorithms')
      cells.push(row['Algorithm Usage Location(s)'] ?? '', requirement(row))
    if (cells.some((cell) => /[|`\\]|\$\{/.test(cell)))
      throw new Error(`cannot be written: ${name}`)
    lines.set(name, cells.join('|'))
  }
  return { lines: [...lines.values()], wordy }
}

const singleLine = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')

/** Warnings only: the other values are about what libraries must implement. */
const requirement = (row: Record<string, string>): string => {
  const text = row['JOSE Implementation Requirements'] ?? ''
  return text === 'Deprecated' || text === 'Prohibited' ? text.toLowerCase() : ''
}

/** `[RFC7519, Section 4.1.4][RFC9449]` becomes `RFC 7519 §4.1.4, RFC 9449`. */
function reference(text: string): string {
  const entries = [...singleLine(text).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  return (entries.length > 0 ? entries : [singleLine(text)]).map(oneReference).join(', ')
}

function oneReference(text: string): string {
  const [, title = text, section = ''] = /^(.*?)(?:, (?:Sections?|Clause) (.*))?$/.exec(text) ?? []
  const known = (shortTitles[title] ?? title)
    .replace(/^RFC(\d+)$/, 'RFC $1')
    // An approved draft that has no number yet.
    .replace(/^RFC-(ietf-.*)$/, 'draft-$1')
  return section === '' ? known : `${known} §${section}`
}
