import { type ProviderTemplate, providerTemplate } from '../../../shared/template.ts'
import { held } from '../provider.fixture.ts'

/** A service without a template in the app. Its tests prove that a template can describe it. */
export const testService = (operations: object[], fields: string[]): ProviderTemplate =>
  providerTemplate.parse({
    id: 'test',
    name: 'Test',
    description: 'Only for tests.',
    baseUrl: {},
    fields: fields.map((name) => ({ name, label: name, secret: true, required: true })),
    operations: operations.map((operation) => ({
      label: 'Test',
      method: 'POST',
      accept: '2xx',
      rotation: 'if-present',
      errors: oauthErrors,
      ...operation,
    })),
    lacks: {},
  })

/** RFC 6749 5.2. */
export const oauthErrors = {
  title: ['/error'],
  detail: ['/error_description'],
  code: ['/error'],
  requestId: [],
  fields: [],
}

export const field = (name: string) => ({ field: name })
export const literal = (text: string) => ({ literal: text })
export const secondsAt = (at: string) => ({ at: [at], kind: 'seconds-from-now' })

/** RFC 6749 5.1, and the ID token of OpenID Connect Core 3.1.3.3. */
export const oauthTokens = {
  access: { at: ['/access_token'], required: true, expiry: secondsAt('/expires_in') },
  refresh: { at: ['/refresh_token'], required: false },
  id: { at: ['/id_token'], required: false },
}

export const refreshTokenEntry = { name: 'refresh_token', value: { token: 'refresh' } }
export const heldTokens = held({ access: 'access-0', refresh: 'refresh-0' })
