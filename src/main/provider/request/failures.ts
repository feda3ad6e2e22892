import type { Failure } from '../../../shared/result.ts'
import type { Slot } from '../../../inspector/index.ts'
import type { ProviderTemplate, ValueSource } from '../../../shared/template.ts'
import type { Missing } from './values.ts'

/** Something that the operation needs is not there: no call is made. */
export function blankFields(template: ProviderTemplate, missing: readonly Missing[]): Failure {
  const fields = missing.filter((one) => one.what === 'field')
  const tokens = missing.filter((one) => one.what === 'token')
  const names = listed([
    ...fields.map(({ label }) => label),
    ...tokens.map(({ slot }) => `${slot} token`),
  ])
  return {
    kind: 'blank-field',
    title:
      fields.length === 0
        ? `There is no ${names} yet`
        : `${names} ${missing.length === 1 ? 'is' : 'are'} empty`,
    detail: 'No call was made.',
    fieldErrors: [
      ...fields.map(({ name, label }) => ({ field: name, message: `${label} is empty.` })),
      ...tokens.map(({ slot }) => ({ field: slot, message: `There is no ${slot} token yet.` })),
    ],
    nextStep:
      fields.length === 0
        ? `Use “${bringerOf(template, tokens[0]?.slot)}” first.`
        : `Fill in ${names}, then try again.`,
  }
}

/** A value is there but a header cannot carry it. */
export function unsendable(
  template: ProviderTemplate,
  source: ValueSource,
  problem: string,
): Failure {
  const field =
    'field' in source ? template.fields.find(({ name }) => name === source.field) : undefined
  const label = field?.label ?? ('token' in source ? `The ${source.token} token` : 'A header value')
  return {
    kind: 'invalid-input',
    title: `${label} cannot be sent`,
    detail: `It belongs in a header, and ${problem}. No call was made.`,
    ...(field ? { fieldErrors: [{ field: field.name, message: `${label}: ${problem}.` }] } : {}),
    nextStep: field ? `Enter ${label} again, on one line.` : 'Obtain new tokens.',
  }
}

/** Label of the first operation that always brings a token of this kind. */
function bringerOf({ operations }: ProviderTemplate, slot: Slot | undefined): string {
  const bringer = operations.find(({ tokens }) => slot !== undefined && tokens[slot]?.required)
  return bringer?.label ?? 'Obtain'
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
