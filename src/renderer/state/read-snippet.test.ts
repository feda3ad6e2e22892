import { describe, expect, it } from 'vitest'
import { templates } from '../samples.fixture.ts'
import { readSnippet } from './read-snippet.ts'

const [template] = templates
if (!template) throw new Error('There is no template to fill')

const both = { secret_id: 'abc-1', secret_key: 'k=/+9' }

describe('a pasted snippet', () => {
  it.each([
    ['JSON', '{"secret_id": "abc-1", "secret_key": "k=/+9"}'],
    ['nested JSON', '{"gocardless": [{"secretId": "abc-1", "secretKey": "k=/+9"}]}'],
    ['.env', 'SECRET_ID=abc-1\nSECRET_KEY=k=/+9\n'],
    ['shell exports', `export SECRET_ID="abc-1"\r\nexport SECRET_KEY='k=/+9' # the key\r\n`],
    ['aliases', 'GOCARDLESS_SECRET_ID=abc-1\nGOCARDLESS_SECRET_KEY=k=/+9'],
    ['labels', 'Secret ID: abc-1\nsecret-key: k=/+9'],
    ['cut out of JSON', '  "secret_id": "abc-1",\n  "secret_key": "k=/+9"'],
    ['comments', '# from the dashboard\nSECRET_ID=abc-1 # id\nOTHER=x\nSECRET_KEY=k=/+9'],
  ])('fills the fields from %s', (_, text) => {
    expect(readSnippet(text, template)?.values).toEqual(both)
  })

  it('keeps a number as it is written in JSON', () =>
    expect(readSnippet('{"secret_id": 42}', template)?.values).toEqual({ secret_id: '42' }))

  it('takes the base URL only where it is one', () => {
    expect(readSnippet('BASE_URL=https://bank.example/api', template)).toEqual({
      values: {},
      baseUrl: 'https://bank.example/api',
    })
    expect(readSnippet('HOST=localhost', template)).toBeNull()
  })

  it('takes its own service out of the line that the demo server prints', () => {
    const service = (id: string, baseUrl: string, fields: object) => ({
      template: id,
      baseUrl,
      fields,
    })
    const line = JSON.stringify({
      url: 'http://127.0.0.1:1',
      services: [
        service('another', 'http://127.0.0.1:1/another', { secret_id: 'x', secret_key: 'y' }),
        service(template.id, 'http://127.0.0.1:1/bank', both),
      ],
    })
    expect(readSnippet(line, template)).toEqual({
      values: both,
      baseUrl: 'http://127.0.0.1:1/bank',
    })
  })

  it.each(['', 'a plain secret', 'eyJhbGciOiJIUzI1NiJ9.e30.abc', '[]', '{"other": "x"}', 'A='])(
    'finds nothing in %j',
    (text) => expect(readSnippet(text, template)).toBeNull(),
  )
})
