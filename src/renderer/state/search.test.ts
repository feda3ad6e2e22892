import { expect, it } from 'vitest'
import { sampleSummary, templates } from '../samples.fixture.ts'
import { matching } from './search.ts'

const bank = sampleSummary('Bank data', { provider: { environment: 'Production' } })
const exchange = sampleSummary('Frankfurt', {
  provider: { template: 'ix-api', baseUrl: 'https://ix.example.net/api/v2' },
})
const nameOf = new Map([bank, exchange].map((each) => [each.provider.id, each.provider.name]))

const found = (query: string) => {
  const ids = matching(query, [bank, exchange], ({ provider }) =>
    templates.find(({ id }) => id === provider.template),
  )
  return ids && [...ids].map((id) => nameOf.get(id))
}

it.each([
  ['bank', ['Bank data']],
  ['FRANK', ['Frankfurt']],
  ['production', ['Bank data']],
  ['gocardless', ['Bank data']],
  ['ix.example.net', ['Frankfurt']],
  ['data bank prod', ['Bank data']],
  ['a', ['Bank data', 'Frankfurt']],
  ['bank frankfurt', []],
])('finds %j in name, environment, template and URL', (query, names) =>
  expect(found(query)).toEqual(names),
)

it.each(['', '   '])('does not hide anything for the query %j', (query) =>
  expect(found(query)).toBeNull(),
)
