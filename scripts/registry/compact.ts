import { parseCsv } from './parse-csv.ts'
import { shortTitles, shortWords } from './short-words.ts'

/** The three registries that are read, each with IANA's names for its columns. */
const columns = {
  claims: { name: 'Claim Name', description: 'Claim Description' },
  headers: { name: 'Header Parameter Name', description: 'Header Parameter Description' },
  algorithms: { name: 'Algorithm Name', description: 'Algorithm Description' },
} as const

export type RegistryName = keyof typeof columns

export interface Compacted {
  /** `name|description|reference`, and for algorithms `|use|requirement`. */
  lines: string[]
  /** Names whose description is long and has no short words yet. */
  wordy: string[]
}

/** A description above this is a sentence: the table has no room for it. */
const longestDescription = 54

/**
 * One line for each name of a registry. A header parameter that both JWS and JWE define keeps its
 * first entry.
 *
 * @throws where the text is no CSV or lacks the columns of this registry
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

/** Only what a reader should hear of: the rest says what libraries have to offer. */
const requirement = (row: Record<string, string>): string => {
  const text = row['JOSE Implementation Requirements'] ?? ''
  return text === 'Deprecated' || text === 'Prohibited' ? text.toLowerCase() : ''
}

/** `[RFC7519, Section 4.1.4][RFC9449]` becomes `RFC 7519 4.1.4, RFC 9449`. */
function reference(text: string): string {
  const entries = [...singleLine(text).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  return (entries.length > 0 ? entries : [singleLine(text)]).map(oneReference).join(', ')
}

function oneReference(text: string): string {
  const [, title = text, section = ''] = /^(.*?)(?:, (?:Sections?|Clause) (.*))?$/.exec(text) ?? []
  const known = (shortTitles[title] ?? title)
    .replace(/^RFC(\d+)$/, 'RFC $1')
    // Approved, its number not yet given.
    .replace(/^RFC-(ietf-.*)$/, 'draft-$1')
  return section === '' ? known : `${known} ${section}`
}
