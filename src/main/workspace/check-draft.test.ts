import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { ProviderDraft } from '../../shared/provider.ts'
import { loadTemplates } from '../provider/templates.ts'
import { checkDraft } from './check-draft.ts'

const loaded = loadTemplates(
  fileURLToPath(new URL('../../../resources/templates', import.meta.url)),
)
if (!loaded.ok) throw new Error(loaded.failure.title)
const templates = new Map(loaded.value.templates.map((template) => [template.id, template]))

const draft: ProviderDraft = {
  name: 'Bank',
  environment: 'sandbox',
  baseUrl: 'https://bankaccountdata.gocardless.com',
  template: 'gocardless-bank-account-data',
  fields: {},
  secrets: { secret_id: 'a', secret_key: 'b' },
}

describe('checkDraft', () => {
  it('accepts a provider with its secrets among the secrets', () => {
    expect(checkDraft(draft, templates)).toEqual({ ok: true, value: draft })
  })

  it('accepts the demo service', () => {
    expect(checkDraft({ ...draft, baseUrl: 'demo:' }, templates).ok).toBe(true)
  })

  it('normalizes the base URL', () => {
    const checked = checkDraft({ ...draft, baseUrl: ' https://Bank.example/api/ ' }, templates)
    expect(checked).toMatchObject({ ok: true, value: { baseUrl: 'https://bank.example/api' } })
  })

  it.each([
    ['baseUrl', { baseUrl: 'http://bank.example' }],
    ['baseUrl', { baseUrl: 'not a URL' }],
    ['template', { template: 'nobody' }],
    ['secret_key', { fields: { secret_key: 'in clear' } }],
    ['password', { secrets: { password: 'not of this template' } }],
    ['secret_key', { secrets: { secret_id: 'a', secret_key: 'b'.repeat(100_001) } }],
  ])('marks %s in %j', (field, change) => {
    const checked = checkDraft({ ...draft, ...change }, templates)
    expect(checked).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input', fieldErrors: [{ field }] },
    })
  })
})
