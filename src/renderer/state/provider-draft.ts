import type { ProviderDraft } from '../../shared/provider.ts'
import type { Failure } from '../../shared/result.ts'
import type { ProviderTemplate } from '../../shared/template.ts'

/** What is wrong with a form, by the name of its input. */
export type FormErrors = Readonly<Record<string, string>>

/** The name of a template field's input: apart from `name`, `environment` and `baseUrl`. */
export const inputName = (field: string): string => `field:${field}`

/**
 * What the form holds, as main wants it. A secret that was left blank is left out: in an edit it
 * stays as it is.
 */
export function draftOf(form: FormData, template: ProviderTemplate): ProviderDraft {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const draft: ProviderDraft = {
    name: text('name').trim(),
    environment: text('environment').trim(),
    baseUrl: text('baseUrl').trim(),
    template: template.id,
    fields: {},
    secrets: {},
  }
  for (const { name, secret } of template.fields) {
    const value = text(inputName(name))
    if (!secret) draft.fields[name] = value.trim()
    else if (value !== '') draft.secrets[name] = value
  }
  return draft
}

/** What can be told before main is asked. */
export function draftErrors({ name, baseUrl }: ProviderDraft): FormErrors {
  const errors: Record<string, string> = {}
  if (name === '') errors.name = 'A name is needed.'
  if (baseUrl === '') errors.baseUrl = 'The base URL is empty.'
  else if (!URL.canParse(baseUrl)) errors.baseUrl = 'This is not a URL: it begins with https://'
  return errors
}

/** What main or a service said about single fields, by the names of the inputs. */
export function errorsIn(failure: Failure, template: ProviderTemplate): FormErrors {
  return Object.fromEntries(
    (failure.fieldErrors ?? []).map(({ field, message }) => {
      const known = template.fields.some(({ name }) => name === field)
      return [known ? inputName(field) : field, message]
    }),
  )
}
