import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderTemplate } from '../../shared/template.ts'
import { createHttpClient } from '../http/client.ts'
import { failureOf, operation, templatesFolder, valueOf } from './provider.fixture.ts'
import { runOperation } from './run-operation.ts'
import { send } from '../http/send.ts'
import { loadTemplates } from './templates.ts'

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')

/** The template in the README, and the file name that it gives. */
function example(): { file: string; json: string } {
  const section = readme.split('\n### ').find((part) => part.startsWith('Add a template\n')) ?? ''
  const file = /`resources\/templates\/([\w-]+\.json)`/.exec(section)?.[1]
  const json = /\n```json\n([^]*?)\n```\n/.exec(section)?.[1]
  if (file === undefined || json === undefined) throw new Error('The README has no example')
  return { file, json }
}

const client = { id: 'orders & more', secret: 'p%ss:word ü' }

/** A token endpoint as in RFC 6749 §4.4 and §5.2 that knows one client. */
async function tokenEndpoint(request: IncomingMessage): Promise<[status: number, body: object]> {
  const form = new URLSearchParams(await text(request))
  if (request.method !== 'POST' || request.url !== '/tenant/oauth2/token') return [404, {}]
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') return [415, {}]
  const [scheme, encoded = ''] = request.headers.authorization?.split(' ') ?? []
  // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
  const credentials = new URLSearchParams(
    Buffer.from(encoded, 'base64').toString().replace(':', '='),
  )
  if (scheme !== 'Basic' || credentials.get(client.id) !== client.secret) {
    return [401, { error: 'invalid_client', error_description: 'Unknown client or wrong secret' }]
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return [400, { error: 'unsupported_grant_type' }]
  }
  if (form.has('scope') && form.get('scope') !== 'orders:read') {
    return [400, { error: 'invalid_scope' }]
  }
  const token = form.has('scope') ? 'token-for-orders' : 'token-for-everything'
  return [200, { access_token: token, token_type: 'Bearer', expires_in: 600 }]
}

describe('the template that the README adds as an example', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-template-'))
  const http = createHttpClient()
  const server = createServer((request, response) => {
    void tokenEndpoint(request).then(([status, body]) => {
      response.sendDate = false
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  let baseUrl: string
  let template: ProviderTemplate

  beforeAll(async () => {
    const { file, json } = example()
    cpSync(templatesFolder, folder, { recursive: true })
    writeFileSync(join(folder, file), json)
    const id = file.replace('.json', '')
    const found = valueOf(loadTemplates(folder)).templates.find((each) => each.id === id)
    if (!found) throw new Error(`${id} is not among the templates`)
    template = found
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenant`
  })

  afterAll(async () => {
    await http.close()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })

  const obtain = async (values: { client_secret?: string; scope?: string } = {}) => {
    const { client_secret = client.secret, scope = '' } = values
    const fields = { client_id: client.id, scope }
    return runOperation(
      template,
      operation(template, 'obtain'),
      { baseUrl, fields, secrets: { client_secret }, tokens: { tokens: {} } },
      {
        send: async (request, { signal, onSent }) =>
          send(request, {
            dispatcher: valueOf(await http.dispatcherFor(request.url)),
            signal,
            onSent,
          }),
        now: () => 1_000,
        signal: AbortSignal.timeout(10_000),
        beforeSend: () => Promise.resolve({ ok: true, value: null }),
        onSent: () => undefined,
      },
    )
  }

  it('obtains a token with its expiry, and sends no scope where none is entered', async () => {
    expect(valueOf((await obtain()).received)).toEqual({
      access: { text: 'token-for-everything', arrivedAtMs: 1_000, answerExpiresAtSeconds: 601 },
    })
  })

  it('sends the scope that is entered', async () => {
    const received = valueOf((await obtain({ scope: 'orders:read' })).received)
    expect(received.access?.text).toBe('token-for-orders')
  })

  it('says what the service says, and what helps', async () => {
    expect(failureOf((await obtain({ client_secret: 'another one' })).received)).toMatchObject({
      kind: 'http',
      status: 401,
      title: 'invalid_client',
      detail: 'Unknown client or wrong secret',
      nextStep: 'Copy the client ID and secret again from the console.',
    })
  })

  it('leaves a missing secret to no service', async () => {
    expect(failureOf((await obtain({ client_secret: '' })).received).kind).toBe('blank-field')
  })
})
