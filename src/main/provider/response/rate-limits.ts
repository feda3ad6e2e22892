import type { RateLimit } from '../../../shared/outcome.ts'
import type { ProviderTemplate } from '../../../shared/template.ts'

type Headers = Readonly<Record<string, string>>
type Names = NonNullable<ProviderTemplate['rateLimitHeaders']>

/**
 * The rate limits in the headers of a response. Several families of headers describe the same
 * limits, so the first family with a value counts: the template's own names, the IETF's structured
 * fields, its older drafts, then `x-ratelimit-*`.
 */
export function readRateLimits(
  headers: Headers,
  { rateLimitHeaders: own }: Pick<ProviderTemplate, 'rateLimitHeaders'>,
  arrivedAtMs: number,
): RateLimit[] {
  const families = [
    own ? namedLimit(headers, own, arrivedAtMs) : [],
    structuredLimits(headers, arrivedAtMs),
    ...['ratelimit', 'x-ratelimit', 'x-rate-limit'].map((prefix) => {
      const name = (what: string) => `${prefix}-${what}`
      const names = { limit: name('limit'), remaining: name('remaining'), reset: name('reset') }
      return namedLimit(headers, names, arrivedAtMs)
    }),
  ]
  return families.find((limits) => limits.length > 0) ?? []
}

type Members = { [Key in Exclude<keyof RateLimit, 'name'>]?: number | undefined }

/** A limit without the members that have no value. */
const limitOf = ({ limit, remaining, resetsAtMs, windowSeconds }: Members): RateLimit => ({
  ...(limit === undefined ? {} : { limit }),
  ...(remaining === undefined ? {} : { remaining }),
  ...(resetsAtMs === undefined ? {} : { resetsAtMs }),
  ...(windowSeconds === undefined ? {} : { windowSeconds }),
})

function namedLimit(headers: Headers, names: Names, arrivedAtMs: number): RateLimit[] {
  const text = (name: string) => headers[name.toLowerCase()] ?? ''
  // The window in `100, 100;w=60`, if there is a single policy.
  const windows = [...text(names.limit).matchAll(/;\s*w=(\d+)/g)]
  const limit = limitOf({
    limit: leadingNumber(text(names.limit)),
    remaining: leadingNumber(text(names.remaining)),
    resetsAtMs: resetTime(leadingNumber(text(names.reset)), arrivedAtMs),
    windowSeconds: windows.length === 1 ? Number(windows[0]?.[1]) : undefined,
  })
  return Object.keys(limit).length === 0 ? [] : [limit]
}

/** The number at the start of a value such as `100`, `100, 100;w=60` or `12.5`. */
function leadingNumber(text: string): number | undefined {
  const number = /^\s*(\d+(?:\.\d+)?)/.exec(text)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Epoch milliseconds. A reset is in seconds, or a point in time if it would be 30 years away. */
function resetTime(reset: number | undefined, arrivedAtMs: number): number | undefined {
  if (reset === undefined || reset > 1e12) return reset
  return reset > 1e9 ? reset * 1000 : arrivedAtMs + reset * 1000
}

/**
 * The structured `RateLimit` and `RateLimit-Policy` fields of draft-ietf-httpapi-ratelimit-headers:
 * from draft 8 on a list of named policies, `"default";r=50;t=30` and `"default";q=100;w=60`; in
 * draft 7 one dictionary, `limit=100, remaining=50, reset=30`, with policies such as `100;w=60`,
 * whose names are optional. The limits are in the order of `RateLimit-Policy`.
 */
function structuredLimits(headers: Headers, arrivedAtMs: number): RateLimit[] {
  const limits = new Map<string, RateLimit>()
  const update = (name: string, members: Members) => {
    const named = name === '' ? {} : { name }
    limits.set(name, { ...named, ...limits.get(name), ...limitOf(members) })
  }
  const afterSeconds = (seconds: number | undefined) =>
    seconds === undefined ? undefined : arrivedAtMs + seconds * 1000

  const policies = split(headers['ratelimit-policy'] ?? '', ',')
  for (const policy of policies) {
    const { name = policies.length > 1 ? policy : '', number, parameters } = readItem(policy)
    update(name, { limit: parameters.get('q') ?? number, windowSeconds: parameters.get('w') })
  }
  const current = headers['ratelimit'] ?? ''
  if (/^\s*(limit|remaining|reset)\s*=/.test(current)) {
    const dictionary = readParameters(split(current, ','))
    update(limits.size === 1 ? ([...limits.keys()][0] ?? '') : '', {
      limit: dictionary.get('limit'),
      remaining: dictionary.get('remaining'),
      resetsAtMs: afterSeconds(dictionary.get('reset')),
    })
  } else {
    for (const text of split(current, ',')) {
      const { name = '', parameters } = readItem(text)
      const resetsAtMs = afterSeconds(parameters.get('t'))
      update(name, { remaining: parameters.get('r'), resetsAtMs })
    }
  }
  return [...limits.values()].filter((limit) => Object.keys(limit).some((key) => key !== 'name'))
}

/** One item of a structured list (RFC 9651 §3.1): a string, a token or a number, and parameters. */
function readItem(text: string) {
  const [bare = '', ...rest] = split(text, ';')
  const parameters = readParameters(rest)
  if (bare === '') return { parameters }
  if (/^\d+$/.test(bare)) return { number: Number(bare), parameters }
  const name = bare.replace(/^"(.*)"$/, '$1').replace(/\\(["\\])/g, '$1')
  return { name, parameters }
}

/** The parameters `key=value` whose value is a number. */
function readParameters(texts: readonly string[]): Map<string, number> {
  const parameters = new Map<string, number>()
  for (const text of texts) {
    const match = /^([a-z*][\w.*-]*)\s*=\s*(\d+(?:\.\d+)?)$/.exec(text)
    if (match?.[1] !== undefined) parameters.set(match[1], Number(match[2]))
  }
  return parameters
}

/** Splits at a separator outside of quotes, without empty parts. */
function split(text: string, separator: ',' | ';'): string[] {
  const parts = text.match(
    separator === ',' ? /(?:"(?:\\.|[^"\\])*"|[^",])+/g : /(?:"(?:\\.|[^"\\])*"|[^";])+/g,
  )
  return (parts ?? []).map((one) => one.trim()).filter((one) => one !== '')
}
