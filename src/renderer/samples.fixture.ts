import gocardless from '../../resources/templates/gocardless-bank-account-data.json'
import ixApi from '../../resources/templates/ix-api.json'
import type { Expiry } from '../inspector/index.ts'
import type { ProviderSummary } from '../shared/ipc.ts'
import type { Outcome } from '../shared/outcome.ts'
import type { SavedToken } from '../shared/saved-token.ts'
import type { ProviderTemplate } from '../shared/template.ts'
import type { TokenSummary } from '../shared/token.ts'

/** Sample data as sent by main, for tests and pictures. Times are relative to now. */

export const templates = [gocardless, ixApi] as unknown as ProviderTemplate[]

const nowSeconds = () => Math.floor(Date.now() / 1000)

export function sampleToken(
  change: Partial<TokenSummary> & {
    endsIn?: number
    startedAgo?: number
    startsIn?: number
    expiry?: Expiry
  } = {},
): TokenSummary {
  const { endsIn = 86_000, startedAgo = 400, startsIn, ...rest } = change
  const startsAtSeconds = nowSeconds() - startedAgo
  const { expiry = { source: 'answer', atSeconds: nowSeconds() + endsIn }, ...others } = rest
  return {
    slot: 'access',
    arrivedAtMs: startsAtSeconds * 1000,
    lifetime: {
      issuedAt: { seconds: startsAtSeconds, source: 'arrival' },
      notBefore:
        startsIn === undefined ? null : { seconds: nowSeconds() + startsIn, source: 'jwt' },
      expiry,
    },
    bytes: 312,
    fingerprint: 'a41f09c3',
    ...others,
  }
}

let made = 0

export function sampleSummary(
  name: string,
  change: Partial<Omit<ProviderSummary, 'provider'>> & {
    provider?: Partial<ProviderSummary['provider']>
  } = {},
): ProviderSummary {
  made += 1
  const { provider, ...rest } = change
  return {
    secrets: { state: 'ready', present: ['secret_id', 'secret_key'] },
    verified: {},
    tokens: [],
    run: { phase: 'idle' },
    lastOutcome: null,
    unsaved: null,
    interrupted: null,
    ...rest,
    provider: {
      id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
      name,
      environment: 'sandbox',
      baseUrl: 'https://bankaccountdata.gocardless.com',
      template: 'gocardless-bank-account-data',
      fields: {},
      createdAtMs: Date.now() - 86_400_000,
      mutedFindings: [],
      keySource: null,
      ...provider,
    },
  }
}

export function sampleSavedToken(name: string, change: Partial<SavedToken> = {}): SavedToken {
  made += 1
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    label: 'Signed JWT',
    bytes: 812,
    savedAtMs: Date.now() - 3_600_000,
    contents: { state: 'ready', name },
    unsaved: null,
    ...change,
  }
}

export function success(change: Partial<Outcome> = {}): Outcome {
  return {
    operation: 'obtain',
    startedAtMs: Date.now() - 400_000,
    durationMs: 143,
    status: 200,
    rateLimits: [{ limit: 100, remaining: 97, resetsAtMs: Date.now() + 3_130_000 }],
    end: { ok: true, tokens: [sampleToken()], rotated: false },
    ...change,
  }
}

export function failure(change: Partial<Outcome> = {}): Outcome {
  return {
    ...success(),
    operation: 'obtain',
    status: 401,
    end: {
      ok: false,
      failure: {
        kind: 'http',
        status: 401,
        title: 'Authentication failed',
        detail: 'No active account found with the given credentials',
        nextStep: 'Copy the secret ID and the secret key from the dashboard again.',
      },
    },
    ...change,
  }
}

export const rateLimited = (): Outcome =>
  failure({
    status: 429,
    startedAtMs: Date.now() - 4000,
    rateLimits: [{ limit: 100, remaining: 0, resetsAtMs: Date.now() + 41_000 }],
    end: {
      ok: false,
      failure: {
        kind: 'http',
        status: 429,
        title: 'Rate limit exceeded',
        detail: 'The rate limit for this resource is 100/hour. Please try again in 45 seconds',
        retryAfterSeconds: 45,
        nextStep: 'Wait until the limit resets, then try again.',
      },
    },
  })

export const fieldErrors = (): Outcome =>
  failure({
    status: 400,
    rateLimits: [],
    clockSkewSeconds: 95,
    end: {
      ok: false,
      failure: {
        kind: 'http',
        status: 400,
        title: 'The service refused two fields',
        code: 'validation_error',
        requestId: '7f2c1a90-5b1e-4c3e-9d55-2b1d6b9d7e10',
        fieldErrors: [
          { field: 'secret_id', message: 'This field may not be blank.' },
          { field: 'secret_key', message: 'Ensure this has no \u202Emore than 128 characters.' },
        ],
        nextStep: 'Correct the fields, then try again.',
      },
    },
  })
