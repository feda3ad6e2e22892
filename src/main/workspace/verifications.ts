import type { ProviderSummary } from '../../shared/ipc.ts'
import { demoBaseUrl } from '../../shared/provider.ts'
import { type Failure, ok, type Result } from '../../shared/result.ts'
import type {
  Answer,
  DecryptRequest,
  KeySource,
  ProviderKeySource,
  TokenReference,
  VerifyRequest,
} from '../../shared/verification-request.ts'
import type { Decryption, Verification } from '../../shared/verification.ts'
import type { HttpClient } from '../http/client.ts'
import { redactTexts } from '../provider/response/redact.ts'
import { slotsOf } from '../provider/token-set.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import type { Asking } from '../verify/asking.ts'
import { decryptToken } from '../verify/decrypt-token.ts'
import type { ProviderKeys, VerifyEnvironment } from '../verify/load-keys.ts'
import { createRuntimeSupport } from '../verify/runtime-support.ts'
import type { TokenInput } from '../verify/token-input.ts'
import { verifyToken } from '../verify/verify-token.ts'
import type { Templates } from './check-draft.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import { type Entries, inspectionContext, secretsOf, storedToken, tokensOf } from './entries.ts'
import { createFetchTickets } from './fetch-tickets.ts'
import { withKeyConnections } from './key-connections.ts'

export type Verifications = ReturnType<typeof createVerifications>

type Verdicts = ProviderSummary['verified']

interface VerificationOptions {
  entries: Entries
  templates: Templates
  demo: Pick<DemoWorkspace, 'resolveBaseUrl' | 'jwksUrl'>
  client: HttpClient
  now: () => number
  report: (failure: Failure) => void
}

/** Verifies tokens on request, and each new token of a provider that has a key source. */
export function createVerifications(options: VerificationOptions) {
  const { entries, templates, demo, client, now } = options
  /** Number of the last verification of a provider's tokens, by its id. */
  const runs = new Map<string, number>()
  /** By provider id, then by the token's text, so that a verdict never outlives its token. */
  const verdicts = new Map<string, Map<string, NonNullable<Verdicts['access']>>>()
  const tickets = createFetchTickets(now)
  const supports = createRuntimeSupport()

  /** Fetches go by the connection of the provider that names the keys, else that holds the token. */
  function withTools<Value>(
    keySource: KeySource,
    of: TokenReference,
    run: (tools: VerifyEnvironment) => Promise<Value>,
  ): Promise<Value> {
    const id = keySource.from === 'provider' ? keySource.id : 'id' in of ? of.id : ''
    const stored = entries.find(id)
    return withKeyConnections(client, stored.ok ? stored.value : undefined, (connections) =>
      run({ connections, supports, provider: keysOf }),
    )
  }

  async function keysOf(id: string): Promise<ProviderKeys | null> {
    const stored = entries.find(id)
    if (!stored.ok) return null
    const { keySource } = stored.value.provider
    const source = keySource && (await resolved(keySource))
    return { source, origins: await originsOf(stored.value, source) }
  }

  /** Replaces `demo:` with the key set of the demo services. */
  async function resolved<Source extends KeySource>(
    source: Source,
  ): Promise<Source | { from: 'jwks-url'; url: string }> {
    if (source.from !== 'jwks-url' || source.url !== demoBaseUrl) return source
    const url = await demo.jwksUrl()
    return url.ok ? { from: 'jwks-url', url: url.value } : source
  }

  /** The provider's configured hosts: its tokens may name addresses on them. */
  async function originsOf(
    { provider }: StoredProvider,
    source: ProviderKeySource | null = null,
  ): Promise<string[]> {
    const baseUrl = await demo.resolveBaseUrl(provider.baseUrl, provider.template)
    return [baseUrl.ok ? baseUrl.value : '', addressOf(source)]
      .filter((url) => URL.canParse(url))
      .map((url) => new URL(url).origin)
  }

  async function inputOf(of: TokenReference): Promise<Result<TokenInput>> {
    if ('text' in of) {
      return ok({ text: of.text, context: { nowSeconds: now() / 1000 }, trustedOrigins: [] })
    }
    const found = entries.token(of)
    if (!found.ok) return found
    const { entry, token } = found.value
    return ok({
      text: token.text,
      context: inspectionContext(entry, of.slot, templates, now()),
      trustedOrigins: await originsOf(entry),
    })
  }

  /** Turns a ticket into what was agreed to, and what is still to be agreed to into a ticket. */
  async function ticketed<Value>(
    of: TokenReference,
    { text }: TokenInput,
    ticket: string | undefined,
    run: (agreed: readonly string[]) => Promise<Asking<Value>>,
  ): Promise<Result<Answer<Value>>> {
    const answer = await run(ticket === undefined ? [] : tickets.redeem(ticket, text))
    const shown = redacted(of, answer)
    if (!shown.ok) return shown
    if (shown.value.state === 'done') return ok(shown.value)
    const addresses = answer.state === 'ask' ? answer.fetches.map(({ url }) => url) : []
    return ok({ ...shown.value, ticket: tickets.issue(text, addresses) })
  }

  /**
   * Verifying reads a token without masks, and tells what its claims and header say. Fails if the
   * vault was locked meanwhile.
   */
  function redacted<Value>(of: TokenReference, value: Value): Result<Value> {
    if ('text' in of) return ok(value)
    const found = entries.token(of)
    return found.ok ? ok(redactTexts(value, secretsOf(found.value.entry))) : found
  }

  async function verifyStored(stored: StoredProvider): Promise<void> {
    const { id } = stored.provider
    const run = (runs.get(id) ?? 0) + 1
    runs.set(id, run)
    const found: NonNullable<ReturnType<typeof verdicts.get>> = new Map()
    for (const slot of slotsOf(tokensOf(stored).tokens)) {
      const token = storedToken(stored, slot)
      const input = await inputOf({ id, slot })
      if (!token || !input.ok) continue
      const keySource = { from: 'provider', id } as const
      const answer = await withTools(keySource, { id, slot }, (tools) =>
        verifyToken({ keySource }, input.value, tools),
      )
      const shown = redacted({ id, slot }, answer)
      // Locked meanwhile: verdicts are kept by the text of their token.
      if (!shown.ok) return
      if (shown.value.state !== 'done') continue
      const { verdict, text } = shown.value.result
      found.set(token.text, { verdict, text })
    }
    // A slow answer to an earlier run says nothing about the tokens and the key source of now.
    if (runs.get(id) !== run) return
    verdicts.set(id, found)
    entries.changed(id)
  }

  return {
    async verify({ of, ticket, ...request }: VerifyRequest): Promise<Result<Answer<Verification>>> {
      const input = await inputOf(of)
      if (!input.ok) return input
      const keySource = await resolved(request.keySource)
      return ticketed(of, input.value, ticket, (agreed) =>
        withTools(keySource, of, (tools) =>
          verifyToken({ ...request, keySource, agreed }, input.value, tools),
        ),
      )
    },

    async decrypt({ of, ticket, ...request }: DecryptRequest): Promise<Result<Answer<Decryption>>> {
      const input = await inputOf(of)
      if (!input.ok) return input
      return ticketed(of, input.value, ticket, (agreed) =>
        withTools(request.keySource, of, (tools) =>
          decryptToken({ ...request, agreed }, input.value, tools),
        ),
      )
    },

    /** Runs in the background: a key set that cannot be fetched must not delay a token. */
    tokensArrived(id: string): void {
      const stored = entries.find(id)
      if (!stored.ok || !stored.value.provider.keySource) return
      verifyStored(stored.value).catch((error: unknown) =>
        options.report({
          kind: 'internal',
          title: 'The tokens could not be verified',
          detail: error instanceof Error ? error.name : 'unknown error',
          nextStep: 'Verify them manually.',
        }),
      )
    },

    verdictsOf(stored: StoredProvider): Verdicts {
      const { provider } = stored
      const known = provider.keySource ? verdicts.get(provider.id) : undefined
      if (!known) return {}
      const { tokens } = tokensOf(stored)
      return Object.fromEntries(
        slotsOf(tokens).flatMap((slot) => {
          const verdict = known.get(tokens[slot]?.text ?? '')
          return verdict ? [[slot, verdict]] : []
        }),
      )
    },

    /** For a provider that was removed, or has another key source. */
    forgetProvider(id: string): void {
      runs.set(id, (runs.get(id) ?? 0) + 1)
      if (verdicts.delete(id)) entries.changed(id)
    },

    /** For locking the vault: verdicts are kept by the text of their token. */
    forget: (): void => {
      verdicts.clear()
      tickets.forget()
    },
  }
}

/** The address of a key source; empty if keys were pasted. */
function addressOf(source: ProviderKeySource | null): string {
  if (source?.from === 'jwks-url') return source.url
  return source?.from === 'issuer' ? source.issuer : ''
}
