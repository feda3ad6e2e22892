import { shownName } from '../json/mask.ts'
import type { FoundIn } from '../looks/found-token.ts'
import type { Work } from '../encoding/work.ts'

/** What the text before a token says about it. */
export interface Surroundings {
  foundIn: FoundIn
  /** Its name there; null if it has none, or one that does not matter. */
  name: string | null
  /** Noun phrases. */
  stripped: readonly string[]
}

/** Names and schemes are directly before a token, so a limited stretch is searched. */
const lookBehind = 120
/** Earlier parameters of a URL and earlier cookies can be long, being tokens themselves. */
const longestRun = 20_000

const scheme = /\b(bearer|dpop|token|jwt)\s+$/i
const headerName = /(?:^|[\s"'`])([\w-]{1,100})["']?\s*:\s*["']?$/
const jsonName = /["']([^"'\\]{1,100})\\?["']\s*:\s*\\?["']$/
/** By convention; a cookie or a field can be written so, but rarely is. */
const variable = /^[A-Z_][A-Z0-9_]*$/
const parameter = /([?#&;\s"'`]|^)([\w.~-]{1,100})=["']?$/

/**
 * @param at offset of the token in the text
 * @param matters whether a parameter with this name needs its surroundings: finding them searches
 *   far back, which must not happen for every word of a text
 */
export function surroundingsOf(
  text: string,
  at: number,
  work: Work,
  matters: (name: string) => boolean = () => true,
): Surroundings {
  const near = text.slice(Math.max(0, at - lookBehind), at)
  return (
    parameterBefore(near, () => runBefore(text, at, work), matters) ??
    jsonBefore(near) ??
    headerBefore(near) ?? { foundIn: 'text', name: null, stripped: [] }
  )
}

function parameterBefore(
  near: string,
  run: () => string,
  matters: (name: string) => boolean,
): Surroundings | null {
  const [, mark, written] = parameter.exec(near) ?? []
  if (written === undefined) return null
  if (!matters(written)) return { foundIn: 'form', name: null, stripped: [] }
  const name = shownName(written)
  const urlPart = mark === '?' || mark === '#' ? mark : mark === '&' ? urlMark(run()) : null
  if (urlPart !== null) {
    const inFragment = urlPart === '#'
    const stripped = [`the URL around ${name}`]
    return { foundIn: inFragment ? 'url-fragment' : 'url-query', name, stripped }
  }
  const cookie = { foundIn: 'cookie', name, stripped: [`the cookie name ${name}`] } as const
  if (mark === ';' || /\bcookie:/i.test(lineIn(run()))) return cookie
  if (variable.test(name)) {
    return { foundIn: 'environment', name, stripped: [`the variable name ${name}`] }
  }
  if (mark === '') return cookie
  return { foundIn: 'form', name, stripped: [`the field name ${name}`] }
}

function runBefore(text: string, at: number, work: Work): string {
  const start = Math.max(0, at - longestRun)
  work.steps += at - start
  return text.slice(start, at)
}

/** The `?` or `#` that begins the parameters of the URL; null in a form body. */
function urlMark(run: string): '?' | '#' | null {
  const fragment = run.lastIndexOf('#')
  const query = run.lastIndexOf('?')
  const mark = Math.max(fragment, query)
  if (mark < 0 || /[\s"'`]/.test(run.slice(mark))) return null
  return mark === fragment ? '#' : '?'
}

const lineIn = (run: string): string => run.slice(run.lastIndexOf('\n') + 1)

function jsonBefore(near: string): Surroundings | null {
  const written = jsonName.exec(near)?.[1]
  if (written === undefined) return null
  const name = shownName(written)
  return { foundIn: 'json', name, stripped: [`the JSON around ${name}`] }
}

function headerBefore(near: string): Surroundings | null {
  const word = scheme.exec(near)
  const rest = word === null ? near : near.slice(0, word.index)
  const written = headerName.exec(rest)?.[1]
  if (word === null && written === undefined) return null
  const header = written === undefined ? undefined : shownName(written)
  const stripped = [
    ...(header === undefined ? [] : [`the ${header} header`]),
    ...(word?.[1] === undefined ? [] : [`the ${word[1]} prefix`]),
  ]
  return { foundIn: 'header', name: header ?? null, stripped }
}
