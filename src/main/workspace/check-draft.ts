import { type Connection, isConnectionName } from '../../shared/connection.ts'
import { demoBaseUrl, type ProviderDraft } from '../../shared/provider.ts'
import { failed, type FieldError, ok, type Result } from '../../shared/result.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import { checkBaseUrl } from '../http/base-url.ts'
import { checkConnection } from './check-connection.ts'

export type Templates = ReadonlyMap<string, ProviderTemplate>

/**
 * Checks the form's draft against its template: the base URL must be one that secrets may be sent
 * to, and secret fields must be among the secrets, because all other settings are stored in clear.
 *
 * @param before the stored connection
 * @returns the draft with its base URL and connection normalized
 */
export function checkDraft(
  draft: ProviderDraft,
  templates: Templates,
  before?: Connection,
): Result<ProviderDraft> {
  const template = templates.get(draft.template)
  if (!template) return refusedDraft([{ field: 'template', message: 'Unknown template.' }])
  const problems: FieldError[] = []
  const isDemo = draft.baseUrl === demoBaseUrl
  const baseUrl = isDemo ? ok(demoBaseUrl) : checkBaseUrl(draft.baseUrl)
  if (!baseUrl.ok) problems.push({ field: 'baseUrl', message: baseUrl.failure.title })
  const named = Object.entries(draft.secrets)
  const secrets = Object.fromEntries(named.filter(([name]) => !isConnectionName(name)))
  const checked = draft.connection && checkConnection(draft.connection, draft.secrets, before)
  problems.push(
    ...(checked?.problems ?? []),
    ...tooLong({ ...draft.fields, ...draft.secrets }, template),
    ...misplaced(Object.keys(draft.fields), template, false),
    ...misplaced(Object.keys(secrets), template, true),
  )
  if (!baseUrl.ok || problems.length > 0) return refusedDraft(problems)
  return ok({
    ...draft,
    baseUrl: baseUrl.value,
    ...(checked && { connection: checked.connection }),
    secrets: { ...secrets, ...checked?.secrets },
  })
}

/** Characters of a field's value. A key in PEM has a few thousand. */
const maxFieldLength = 100_000

const tooLong = (values: Record<string, string>, { fields }: ProviderTemplate): FieldError[] =>
  fields
    .filter(({ name }) => (values[name] ?? '').length > maxFieldLength)
    .map(({ name, label }) => ({
      field: name,
      message: `${label} has more than ${maxFieldLength.toLocaleString('en')} characters.`,
    }))

function misplaced(names: string[], template: ProviderTemplate, secret: boolean): FieldError[] {
  return names
    .filter(
      (name) => !template.fields.some((field) => field.name === name && field.secret === secret),
    )
    .map((name) => ({ field: name, message: `${template.name} has no such field.` }))
}

export function refusedDraft(fieldErrors: FieldError[]): Result<never> {
  return failed({
    kind: 'invalid-input',
    title: 'The provider cannot be saved',
    detail: fieldErrors.map(({ message }) => message).join(' '),
    fieldErrors,
    nextStep: 'Correct the marked fields. Nothing was saved.',
  })
}
