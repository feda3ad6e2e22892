import { list } from '../../../inspector/index.ts'
import type { ActivityPart } from '../../../shared/outcome.ts'
import type { Failure } from '../../../shared/result.ts'
import type { Operation, ProviderTemplate, ValueSource } from '../../../shared/template.ts'
import type { TokenSet } from '../../../shared/token.ts'

/** What a provider holds for its calls. Secret. */
export interface CallValues {
  /** Origin and path prefix; never `demo:`. */
  baseUrl: string
  fields: Readonly<Record<string, string>>
  secrets: Readonly<Record<string, string>>
  tokens: TokenSet
}

export interface RequestPart {
  place: ActivityPart['place']
  name: string
  source: ValueSource
}

/** The parts of an operation's request. Basic credentials are one part, told by the password. */
export function requestParts({ query, headers, authorization, body }: Operation): RequestPart[] {
  const named = (place: RequestPart['place'], sources: Record<string, ValueSource> = {}) =>
    Object.entries(sources).map(([name, source]) => ({ place, name, source }))
  const credential =
    authorization?.scheme === 'basic' ? authorization.password : authorization?.token
  const entries = body.encoding === 'none' ? [] : body.entries
  return [
    ...named('query', query),
    ...named('header', headers),
    ...named('header', credential && { authorization: credential }),
    ...entries.map((entry): RequestPart => {
      const name = 'at' in entry ? entry.at.slice(1) : entry.name
      return { place: 'body', name, source: entry.value }
    }),
  ]
}

export const sourcesOf = (operation: Operation): ValueSource[] => [
  ...(operation.authorization?.scheme === 'basic' ? [operation.authorization.username] : []),
  ...requestParts(operation).map(({ source }) => source),
]

/**
 * The text of a source; undefined if it is blank.
 *
 * Field values are trimmed, because white space around them comes from pasting: no service known
 * here has credentials that begin or end with it, and djangorestframework-simplejwt trims passwords
 * too. Literals and tokens are left as they are.
 */
export function readValue(values: CallValues, source: ValueSource): string | undefined {
  if ('literal' in source) return source.literal
  if ('token' in source) return values.tokens.tokens[source.token]?.text
  const record = [values.secrets, values.fields].find((one) => Object.hasOwn(one, source.field))
  const text = record?.[source.field]?.trim()
  return text === '' ? undefined : text
}

/** The failure `blank-field`, which names every missing field and token; undefined if none is. */
export function missingValues(
  template: ProviderTemplate,
  operation: Operation,
  values: CallValues,
): Failure | undefined {
  const blank = sourcesOf(operation).filter((source) => readValue(values, source) === undefined)
  const fields = [...new Set(blank.flatMap((one) => ('field' in one ? [one.field] : [])))].flatMap(
    (name) => template.fields.filter((field) => field.required && field.name === name),
  )
  const slots = [...new Set(blank.flatMap((one) => ('token' in one ? [one.token] : [])))]
  if (fields.length + slots.length === 0) return undefined

  const names = list([...fields.map(({ label }) => label), ...slots.map((slot) => `${slot} token`)])
  const source = template.operations.find(({ tokens }) => slots[0] && tokens[slots[0]]?.required)
  const isTokenOnly = fields.length === 0
  return {
    kind: 'blank-field',
    title: isTokenOnly
      ? `No ${names} yet`
      : `${names} ${fields.length + slots.length === 1 ? 'is' : 'are'} empty`,
    detail: 'No request was sent.',
    fieldErrors: [
      ...fields.map(({ name, label }) => ({ field: name, message: `${label} is empty.` })),
      ...slots.map((slot) => ({ field: slot, message: `No ${slot} token yet.` })),
    ],
    nextStep: isTokenOnly
      ? `Click ${source?.label ?? 'Obtain'} first.`
      : `Fill in ${names}, then try again.`,
  }
}
