import type { Provider, ProviderDraft } from '../../shared/provider.ts'
import type { Failure } from '../../shared/result.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import { connectionIn } from './connection-draft.ts'

/** Error texts by the names of the inputs. */
export type FormErrors = Readonly<Record<string, string>>

/** The name of the input for a template field. Cannot clash with `name` or `baseUrl`. */
export const inputName = (field: string): string => `field:${field}`

/**
 * The form as input for main. A blank secret is left out: when editing, the stored one is kept.
 */
export function draftOf(
  form: FormData,
  template: ProviderTemplate,
  before?: Provider,
): ProviderDraft {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const { connection, secrets } = connectionIn(form, before?.connection)
  const draft: ProviderDraft = {
    name: text('name').trim(),
    environment: text('environment').trim(),
    baseUrl: text('baseUrl').trim(),
    template: template.id,
    fields: {},
    ...(connection && { connection }),
    secrets,
  }
  for (const { name, secret } of template.fields) {
    const value = text(inputName(name))
    if (!secret) draft.fields[name] = value.trim()
    else if (value !== '') draft.secrets[name] = value
  }
  return draft
}

/** Errors that can be told without asking main. */
export function draftErrors({ name, baseUrl }: ProviderDraft): FormErrors {
  const errors: Record<string, string> = {}
  if (name === '') errors.name = 'A name is needed.'
  if (baseUrl === '') errors.baseUrl = 'The base URL is empty.'
  else if (!URL.canParse(baseUrl)) errors.baseUrl = 'This is not a URL: it begins with https://'
  return errors
}

/** Field errors from main or the service, by the names of the inputs. */
export function errorsIn(failure: Failure, template: ProviderTemplate): FormErrors {
  return Object.fromEntries(
    (failure.fieldErrors ?? []).map(({ field, message }) => {
      const known = template.fields.some(({ name }) => name === field)
      return [known ? inputName(field) : field, message]
    }),
  )
}
