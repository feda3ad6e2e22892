import { slots } from '../../inspector/index.ts'
import type { ActivityEntry } from '../../shared/outcome.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { type Confirm, notChanged, type Question, quotedName } from '../consent.ts'
import type { Handlers } from '../ipc.ts'
import { buildRequest, type ServiceRequest } from '../provider/request/build-request.ts'
import { type CallValues, readValue, sourcesOf } from '../provider/request/values.ts'
import type { Activity } from './activity.ts'
import type { Calls } from './calls.ts'
import { curlCommand } from './curl-command.ts'
import { fieldLabel } from './move-questions.ts'
import type { TokenUses } from './token-uses.ts'

interface CopyRequestOptions {
  activity: Pick<Activity, 'all'>
  calls: Pick<Calls, 'open'>
  confirm: Confirm
  copy: (text: string) => Promise<{ clearsAfterSeconds: number }>
  uses: Pick<TokenUses, 'copied'>
}

/**
 * Copies a request of the activity as a curl command. The activity keeps no secret, so that a token
 * call is built again from what its provider holds now.
 */
export function createCopyRequest(options: CopyRequestOptions): Handlers['copyRequest'] {
  const { activity, calls, confirm, copy, uses } = options

  async function build(entry: ActivityEntry, withSecrets: boolean): Promise<Result<Rebuilt>> {
    const opened = await calls.open(entry.providerId)
    if (!opened.ok) return opened
    const { template, values } = opened.value
    const operation = template.operations.find(({ id }) => id === entry.operation)
    if (!operation) return failed(noRequest)
    const built = buildRequest(template, operation, withSecrets ? values : masked(values))
    if (!built.ok) return built
    const secrets = sourcesOf(operation).flatMap((source) => {
      if ('token' in source) return [`${source.token} token`]
      const isSecret = 'field' in source && source.field in values.secrets
      return isSecret && readValue(values, source) !== undefined
        ? [fieldLabel(source.field, template)]
        : []
    })
    return ok({ request: built.value, secrets: [...new Set(secrets)] })
  }

  return async ({ id, withSecrets }) => {
    const entry = activity.all().find((each) => each.id === id)
    if (entry !== undefined && 'purpose' in entry) return ok(await copy(curlCommand(entry)))
    if (entry === undefined || !('operation' in entry)) return failed(noRequest)
    const built = await build(entry, withSecrets)
    if (!built.ok) return built
    if (!withSecrets) return ok(await copy(curlCommand(withoutCredentials(built.value.request))))
    if ((await confirm(question(entry, built.value))) !== 1)
      return notChanged('Nothing was copied.')
    // Built again: the vault may have been locked while the question was open.
    const confirmed = await build(entry, true)
    if (!confirmed.ok) return confirmed
    const copied = await copy(curlCommand(confirmed.value.request))
    uses.copied({ what: 'request', of: entry.providerName, environment: entry.environment })
    return ok(copied)
  }
}

interface Rebuilt {
  request: ServiceRequest
  /** What of it is secret, in words. */
  secrets: string[]
}

/** Every secret replaced by its name in capitals, such as `SECRET_KEY`. */
function masked({ baseUrl, fields, secrets }: CallValues): CallValues {
  const names = Object.entries(secrets).map(([name, text]) => [
    name,
    text === '' ? '' : name.toUpperCase(),
  ])
  const tokens = slots.map((slot) => [
    slot,
    { text: `${slot.toUpperCase()}_TOKEN`, arrivedAtMs: 0 },
  ])
  return {
    baseUrl,
    fields,
    secrets: Object.fromEntries(names) as CallValues['secrets'],
    tokens: { tokens: Object.fromEntries(tokens) as CallValues['tokens']['tokens'] },
  }
}

/** Basic credentials are base64, in which the names of the secrets could not be seen. */
function withoutCredentials(request: ServiceRequest): ServiceRequest {
  const { authorization } = request.headers
  if (authorization?.startsWith('Basic ') !== true) return request
  return { ...request, headers: { ...request.headers, authorization: 'Basic CREDENTIALS' } }
}

function question(entry: ActivityEntry, { request, secrets }: Rebuilt): Question {
  const { origin, pathname } = new URL(request.url)
  return {
    message: 'Copy this request with its secrets?',
    detail: [
      `Provider: ${quotedName(entry.providerName)}`,
      `Request: ${request.method} ${origin}${pathname}`,
      `Secrets: ${secrets.join(', ')}`,
      '',
      'Any program that reads the clipboard can use them.',
    ].join('\n'),
    buttons: ['Do not copy', 'Copy with secrets'],
  }
}

const noRequest: Failure = {
  kind: 'not-found',
  title: 'This request cannot be copied',
  detail: 'The request or its provider no longer exists.',
  nextStep: 'Send the request again, then copy it.',
}
