import type { ActivityPart } from '../../../shared/outcome.ts'
import type { Operation, ProviderTemplate } from '../../../shared/template.ts'
import type { HttpResponse } from '../../http/send.ts'
import { isObject, valueAt } from '../json-pointer.ts'
import { readBody, textOf } from './body.ts'
import { redact, redactedStart, redactKnown } from './redact.ts'

const maxParts = 40
const maxText = 200
const maxDepth = 6

const harmlessHeaders =
  /^(content-type|content-length|date|retry-after|((http_)?x[_-])?rate-?limit([_-][a-z]+)?|x-rate-limit-[a-z]+|(x-)?(request|correlation)-id|x-amzn-requestid|cf-ray)$/

/** Members that repeat the status, in every service that has them. */
const harmlessPlaces = ['/status_code', '/status']

/**
 * What the activity shows of a response: harmless headers, and the name of every member of the body.
 * Values are masked, except expiries and, if the service refused, its error texts. All texts are
 * redacted.
 */
export function responseParts(
  template: ProviderTemplate,
  operation: Operation,
  response: HttpResponse,
  refused: boolean,
  secrets: readonly string[],
): ActivityPart[] {
  const own = Object.values(template.rateLimitHeaders ?? {}).map((name) => name.toLowerCase())
  const headers = Object.entries(response.headers)
    .filter(([name]) => harmlessHeaders.test(name) || own.includes(name))
    .map(([name, value]): ActivityPart => {
      const text = redactedStart(value, secrets, maxText, redactKnown)
      return { place: 'header', name, value: { text } }
    })
  const body = readBody(response)
  if (body.form !== 'json') return headers.slice(0, maxParts)

  const { errors, success, tokens } = operation
  const { title, detail, code, requestId } = errors
  const shown = new Set([
    ...harmlessPlaces,
    ...Object.values(tokens).flatMap((place) => place.expiry?.at ?? []),
    ...(refused ? [...title, ...detail, ...code, ...requestId] : []),
    ...(refused && success ? [success.at] : []),
  ])
  const members = leaves(body.value, '', maxDepth)
    .slice(0, maxParts)
    .map((pointer): ActivityPart => {
      const name = redactedStart(pointer.slice(1), secrets, maxText, redact)
      const text = shown.has(pointer) ? textOf(valueAt(body.value, pointer)) : undefined
      if (text === undefined) return { place: 'body', name, value: { masked: true } }
      return { place: 'body', name, value: { text: redactedStart(text, secrets, maxText, redact) } }
    })
  return [...headers, ...members].slice(0, maxParts)
}

/** Pointers to every value that is not an object, in order. An array, or what is too deep, is one. */
function leaves(value: unknown, at: string, depth: number): string[] {
  if (!isObject(value) || depth === 0) return at === '' ? [] : [at]
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth - 1),
  )
}
