import type { Slot } from '../../../inspector/index.ts'
import type { Operation, ProviderTemplate, ValueSource } from '../../../shared/template.ts'
import type { TokenSet } from '../../../shared/token.ts'

/** What a provider holds for its calls. Secret. */
export interface CallValues {
  /** Origin and path prefix; never `demo:`. */
  baseUrl: string
  /** Field values that are not secret, by field name. */
  fields: Readonly<Record<string, string>>
  /** Secret field values, by field name. */
  secrets: Readonly<Record<string, string>>
  tokens: TokenSet
}

/** Something that an operation needs and the provider lacks. */
export type Missing = { what: 'field'; name: string; label: string } | { what: 'token'; slot: Slot }

/**
 * The text that a source stands for, or undefined where it is blank.
 *
 * Field values lose the white space around them, which comes from pasting: no service described
 * here knows credentials that begin or end with it, and djangorestframework-simplejwt trims
 * passwords too. White space inside stays. Literals and tokens are taken as they are.
 */
export function readValue(values: CallValues, source: ValueSource): string | undefined {
  if ('literal' in source) return source.literal
  if ('token' in source) return values.tokens.tokens[source.token]?.text
  const text = (
    ownText(values.secrets, source.field) ?? ownText(values.fields, source.field)
  )?.trim()
  return text === '' ? undefined : text
}

/** Every source that an operation's request is made from. */
export function sourcesOf(operation: Operation): ValueSource[] {
  const { authorization, body } = operation
  return [
    ...Object.values(operation.query ?? {}),
    ...Object.values(operation.headers ?? {}),
    ...(authorization?.scheme === 'bearer' ? [authorization.token] : []),
    ...(authorization?.scheme === 'basic' ? [authorization.username, authorization.password] : []),
    ...(body.encoding === 'none' ? [] : body.entries.map((entry) => entry.value)),
  ]
}

/** Required fields that are blank and tokens that are not there, each once. */
export function missingValues(
  template: ProviderTemplate,
  operation: Operation,
  values: CallValues,
): Missing[] {
  const missing = new Map<string, Missing>()
  for (const source of sourcesOf(operation)) {
    if (readValue(values, source) !== undefined) continue
    if ('token' in source) {
      missing.set(`token ${source.token}`, { what: 'token', slot: source.token })
    } else if ('field' in source) {
      const field = template.fields.find(({ name }) => name === source.field)
      if (field?.required) {
        missing.set(`field ${field.name}`, { what: 'field', name: field.name, label: field.label })
      }
    }
  }
  return [...missing.values()]
}

function ownText(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
