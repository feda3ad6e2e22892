import type { RateLimit } from '../../../shared/outcome.ts'

/**
 * The structured `RateLimit` and `RateLimit-Policy` fields of draft-ietf-httpapi-ratelimit-headers:
 * from draft 8 a list of named policies, `"default";r=50;t=30` and `"default";q=100;w=60`; in draft
 * 7 one dictionary, `limit=100, remaining=50, reset=30`, with policies such as `100;w=60`.
 * Names may be left out of the old ones. Policies are told in the order of `RateLimit-Policy`.
 */
export function structuredLimits(
  headers: Readonly<Record<string, string>>,
  arrivedAtMs: number,
): RateLimit[] {
  const limits = new Map<string, RateLimit>()
  const update = (name: string, part: RateLimit) => {
    const named = name === '' ? {} : { name }
    limits.set(name, { ...named, ...limits.get(name), ...part })
  }
  const policies = split(headers['ratelimit-policy'] ?? '', ',')
  for (const policy of policies) {
    const item = readItem(policy)
    update(item.name ?? (policies.length > 1 ? policy : ''), {
      ...part('limit', item.parameters.get('q') ?? item.number),
      ...part('windowSeconds', item.parameters.get('w')),
    })
  }
  const current = headers['ratelimit'] ?? ''
  if (/^\s*(limit|remaining|reset)\s*=/.test(current)) {
    const dictionary = readParameters(split(current, ','))
    update(limits.size === 1 ? ([...limits.keys()][0] ?? '') : '', {
      ...part('limit', dictionary.get('limit')),
      ...part('remaining', dictionary.get('remaining')),
      ...resets(dictionary.get('reset'), arrivedAtMs),
    })
  } else {
    for (const text of split(current, ',')) {
      const { name = '', parameters } = readItem(text)
      update(name, {
        ...part('remaining', parameters.get('r')),
        ...resets(parameters.get('t'), arrivedAtMs),
      })
    }
  }
  return [...limits.values()].filter((limit) => Object.keys(limit).some((key) => key !== 'name'))
}

type NumberPart = 'limit' | 'remaining' | 'windowSeconds'

const part = (key: NumberPart, value: number | undefined): RateLimit =>
  value === undefined ? {} : { [key]: value }

const resets = (seconds: number | undefined, arrivedAtMs: number): RateLimit =>
  seconds === undefined ? {} : { resetsAtMs: arrivedAtMs + seconds * 1000 }

interface Item {
  name?: string
  number?: number
  parameters: Map<string, number>
}

/** One item of a structured list (RFC 9651 3.1): a string, a token or a number, and parameters. */
function readItem(text: string): Item {
  const [bare = '', ...parameters] = split(text, ';')
  const item: Item = { parameters: readParameters(parameters) }
  if (/^\d+$/.test(bare)) item.number = Number(bare)
  else if (bare !== '') item.name = bare.replace(/^"(.*)"$/, '$1').replace(/\\(["\\])/g, '$1')
  return item
}

/** Those of `key=value` whose value is a number. */
function readParameters(texts: readonly string[]): Map<string, number> {
  const parameters = new Map<string, number>()
  for (const text of texts) {
    const match = /^([a-z*][\w.*-]*)\s*=\s*(\d+(?:\.\d+)?)$/.exec(text)
    if (match?.[1] !== undefined) parameters.set(match[1], Number(match[2]))
  }
  return parameters
}

/** Splits at a separator that is outside of quotes; empty parts are left out. */
function split(text: string, separator: ',' | ';'): string[] {
  const parts = text.match(
    separator === ',' ? /(?:"(?:\\.|[^"\\])*"|[^",])+/g : /(?:"(?:\\.|[^"\\])*"|[^";])+/g,
  )
  return (parts ?? []).map((one) => one.trim()).filter((one) => one !== '')
}
