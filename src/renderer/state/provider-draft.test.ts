import { expect, it } from 'vitest'
import {
  type Connection,
  connectionInputs,
  connectionSecrets,
  defaultConnection,
} from '../../shared/connection.ts'
import { longest } from '../../shared/lengths.ts'
import { type ProviderDraft, providerDraft } from '../../shared/provider.ts'
import { templates } from '../samples.fixture.ts'
import { draftErrors, draftOf, errorsIn, inputName } from './provider-draft.ts'

const [template] = templates
if (!template) throw new Error('There is no template')

function form(values: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

it('takes what was typed, and leaves out a secret that was left blank', () => {
  const typed = form({
    name: ' Bank ',
    environment: 'sandbox',
    baseUrl: 'https://bank.example ',
    [inputName('secret_id')]: '',
    [inputName('secret_key')]: ' kept as it is ',
  })
  expect(draftOf(typed, template)).toEqual({
    name: 'Bank',
    environment: 'sandbox',
    baseUrl: 'https://bank.example',
    template: template.id,
    fields: {},
    secrets: { secret_key: ' kept as it is ' },
  })
})

it.each([
  [{ name: '', baseUrl: 'https://a.example' }, ['name']],
  [{ name: 'A', baseUrl: '' }, ['baseUrl']],
  [{ name: 'A', baseUrl: 'bank.example' }, ['baseUrl']],
  [{ name: 'A', baseUrl: 'demo:' }, []],
  [{ name: 'A', baseUrl: 'https://a.example/api' }, []],
])('finds in %j what is wrong', (change, names) => {
  const draft = { ...draftOf(form({}), template), ...change }
  expect(Object.keys(draftErrors(draft))).toEqual(names)
})

it('names each text that is longer than main accepts', () => {
  const connection: Connection = {
    ...defaultConnection,
    proxy: { use: 'manual', url: `http://${'p'.repeat(longest.address)}` },
    authorities: 'a'.repeat(longest.value + 1),
  }
  const draft: ProviderDraft = {
    ...draftOf(form({ baseUrl: 'https://a.example' }), template),
    name: 'n'.repeat(longest.name + 1),
    environment: 'e'.repeat(longest.environment),
    secrets: {
      secret_id: 's'.repeat(longest.value + 1),
      [connectionSecrets.clientKey]: 'k'.repeat(longest.value + 1),
    },
    connection,
  }
  expect(providerDraft.safeParse(draft).error?.issues.length).toBe(5)
  const errors = draftErrors(draft)
  expect(Object.keys(errors).toSorted()).toEqual(
    ['name', inputName('secret_id'), connectionSecrets.clientKey]
      .concat([connectionInputs.authorities, connectionInputs.proxyUrl])
      .toSorted(),
  )
  expect(errors.name).toBe('At most 200 characters, but this has 201.')
})

it('puts what was said about a field at its input', () =>
  expect(
    errorsIn(
      {
        kind: 'invalid-input',
        title: '',
        nextStep: '',
        fieldErrors: [
          { field: 'baseUrl', message: 'No.' },
          { field: 'secret_id', message: 'Blank.' },
        ],
      },
      template,
    ),
  ).toEqual({ baseUrl: 'No.', 'field:secret_id': 'Blank.' }))
