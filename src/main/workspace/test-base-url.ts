import type { Input } from '../../shared/ipc.ts'
import { demoBaseUrl } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import type { HttpClient } from '../http/client.ts'
import { checkBaseUrl } from '../http/base-url.ts'
import { type ConnectionWithSecrets, sendBy } from '../http/send-by.ts'
import type { Handlers } from '../ipc.ts'
import { createRateLimit } from '../rate-limit.ts'
import { routeOf } from '../vault/secret-moves.ts'
import { checkConnection } from './check-connection.ts'
import { refusedDraft, type Templates } from './check-draft.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import type { Entries } from './entries.ts'

interface TestOptions {
  client: Pick<HttpClient, 'dispatcherFor' | 'connectionsBy' | 'logged'>
  entries: Pick<Entries, 'find'>
  templates: Templates
  demo: Pick<DemoWorkspace, 'resolveBaseUrl'>
  now: () => number
}

/** Far above what anybody tests by hand. A script could write text into host names. */
const testRate = { most: 10, withinMs: 60_000 }

/**
 * Checks that a server responds: one HEAD, without any field or token. Any HTTP status is a success,
 * since it proves that the server is there and its certificate is accepted. Of what was typed, only
 * scheme, host and port are sent: the path is the template's own, so that it can carry no text away.
 */
export function createTestBaseUrl(options: TestOptions): Handlers['testBaseUrl'] {
  const { client, entries, templates, demo } = options
  const mayTest = createRateLimit(testRate, options.now)

  return async ({ baseUrl, ...draft }) => {
    const template = templates.get(draft.template)
    if (!template) return failed(noTemplate)
    if (!mayTest()) return failed(tooManyTests)
    const url = baseUrl === demoBaseUrl ? await demoUrl(template) : addressOf(baseUrl, template)
    if (!url.ok) return url
    const by = connectionOf(baseUrl, draft)
    if (!by.ok) return by
    const startedAtMs = performance.now()
    const request = { method: 'HEAD', url: url.value, headers: { accept: '*/*' } } as const
    const answer = await client.logged({ ...request, purpose: 'base-url-test' }, () =>
      sendBy(client, by.value, request, { timeoutMs: 10_000 }),
    )
    if (!answer.ok) return answer
    const durationMs = Math.round(performance.now() - startedAtMs)
    return ok({ status: answer.value.status, durationMs })
  }

  /** Secrets that are stored and not typed again are used only if they stay on their route. */
  function connectionOf(
    baseUrl: string,
    { id, connection, secrets = {} }: Omit<Input<'testBaseUrl'>, 'baseUrl'>,
  ): Result<ConnectionWithSecrets> {
    const found = id === undefined ? undefined : entries.find(id)
    const stored = found?.ok ? found.value : undefined
    const before = stored?.provider.connection
    if (connection === undefined) return ok({ secrets: {} })
    const checked = checkConnection(connection, secrets, before)
    if (checked.problems.length > 0) return refusedDraft(checked.problems)
    const stays =
      stored !== undefined &&
      routeOf(stored.provider) === routeOf({ baseUrl, connection: checked.connection })
    const kept = stays && stored.contents.state === 'ready' ? stored.contents.record.secrets : {}
    return ok({ connection: checked.connection, secrets: filled({ ...kept, ...checked.secrets }) })
  }

  async function demoUrl(template: ProviderTemplate): Promise<Result<string>> {
    const resolved = await demo.resolveBaseUrl(demoBaseUrl, template.id)
    return resolved.ok ? ok(resolved.value + pathOf(template)) : resolved
  }
}

/** Blank secrets are ones that are to be deleted. */
const filled = (secrets: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))

function addressOf(baseUrl: string, template: ProviderTemplate): Result<string> {
  const checked = checkBaseUrl(baseUrl)
  if (!checked.ok) return checked
  const { origin, pathname } = new URL(checked.value)
  const isKnown = prefixesOf(template).includes(pathname)
  return ok(origin + (isKnown ? pathname : '') + pathOf(template))
}

const pathOf = ({ operations: [first] }: ProviderTemplate): string => first?.path ?? '/'

/** Path prefixes that the template itself names, such as `/api`. A placeholder is no URL. */
const prefixesOf = ({ baseUrl }: ProviderTemplate): string[] =>
  [baseUrl.default, baseUrl.placeholder].flatMap((text) => {
    const path = text === undefined ? undefined : /^https?:\/\/[^/]+(\/.+)$/.exec(text)?.[1]
    return path === undefined ? [] : [path]
  })

const noTemplate: Failure = {
  kind: 'not-found',
  title: 'Unknown template',
  nextStep: 'Choose a service from the list.',
}

const tooManyTests: Failure = {
  kind: 'too-often',
  title: 'Too many tests',
  detail: `At most ${testRate.most} are allowed per minute.`,
  nextStep: 'Wait a minute, then test again.',
}
