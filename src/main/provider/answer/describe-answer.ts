import type { ActivityPart } from '../../../shared/outcome.ts'
import type { Operation, ProviderTemplate } from '../../../shared/template.ts'
import { isObject, valueAt } from '../json-pointer.ts'
import type { HttpResponse } from '../../http/send.ts'
import { readBody } from './read-json.ts'
import { strike, strikeKnown } from './strike.ts'
import { shortened, textOf } from './text.ts'

const maxParts = 40
const maxText = 200
const maxDepth = 6

const harmlessHeaders =
  /^(content-type|content-length|date|retry-after|((http_)?x[_-])?rate-?limit([_-][a-z]+)?|x-rate-limit-[a-z]+|(x-)?(request|correlation)-id|x-amzn-requestid|cf-ray)$/

/** Members that repeat the status, in every service that has them. */
const harmlessPlaces = ['/status_code', '/status']

/**
 * What the activity may show of an answer: harmless headers, and the name of every member of the
 * body. Values are masked but for expiries and, where the service refused, the places of its words.
 * Names and words have secrets struck out.
 */
export function describeAnswer(
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
      const text = shortened(strikeKnown(value, secrets), maxText)
      return { place: 'header', name, value: { text } }
    })
  const body = readBody(response)
  if (body.form !== 'json') return headers.slice(0, maxParts)

  const shown = new Set([...harmlessPlaces, ...expiryPlaces(operation)])
  if (refused) for (const place of wordPlaces(operation)) shown.add(place)
  const members = leaves(body.value, '', maxDepth)
    .slice(0, maxParts)
    .map((pointer): ActivityPart => {
      const name = shortened(strike(pointer.slice(1), secrets), maxText)
      const text = shown.has(pointer) ? textOf(valueAt(body.value, pointer)) : undefined
      const value =
        text === undefined
          ? { masked: true as const }
          : { text: shortened(strike(text, secrets), maxText) }
      return { place: 'body', name, value }
    })
  return [...headers, ...members].slice(0, maxParts)
}

const expiryPlaces = ({ tokens }: Operation): string[] =>
  Object.values(tokens).flatMap((place) => place.expiry?.at ?? [])

function wordPlaces({ errors, success }: Operation): string[] {
  const { title, detail, code, requestId } = errors
  return [...title, ...detail, ...code, ...requestId, ...(success ? [success.at] : [])]
}

/**
 * Pointers to every value that is no object, in order; an array counts as one value, and so does
 * what is deeper than an honest answer would be.
 */
function leaves(value: unknown, at: string, depth: number): string[] {
  if (!isObject(value) || depth === 0) return at === '' ? [] : [at]
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth - 1),
  )
}
