import { connectionInputs, isConnectionName } from '../../shared/connection.ts'
import { longest } from '../../shared/lengths.ts'
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
export function draftErrors(draft: ProviderDraft): FormErrors {
  const errors = lengthErrors(draft)
  const { name, baseUrl } = draft
  if (name === '') errors.name = 'Name is empty.'
  if (baseUrl === '') errors.baseUrl = 'The base URL is empty.'
  else if (!URL.canParse(baseUrl)) errors.baseUrl = 'Not a URL. Begin with https://'
  return errors
}

function lengthErrors({ name, environment, baseUrl, connection, fields, secrets }: ProviderDraft) {
  const { authorities, clientCertificate, proxyUrl } = connectionInputs
  const typed: [input: string, text: string, most: number][] = [
    ['name', name, longest.name],
    ['environment', environment, longest.environment],
    ['baseUrl', baseUrl, longest.address],
  ]
  for (const [key, text] of Object.entries({ ...fields, ...secrets }))
    typed.push([isConnectionName(key) ? key : inputName(key), text, longest.value])
  if (connection) {
    typed.push([authorities, connection.authorities, longest.value])
    typed.push([clientCertificate, connection.clientCertificate, longest.value])
    if (connection.proxy.use === 'manual')
      typed.push([proxyUrl, connection.proxy.url, longest.address])
  }
  const errors: Record<string, string> = {}
  for (const [input, text, most] of typed)
    if (text.length > most)
      errors[input] = `At most ${most} characters, but this has ${text.length}.`
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
