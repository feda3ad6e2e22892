import { isObject } from '../json-pointer.ts'

/**
 * What a service wrote at some place, as one text: arrays joined, objects as `name: text`. Services
 * send the same message now as a string, now as a list, now as an object.
 *
 * @param depth how far it looks into lists and objects; an answer may be nested without end.
 * @returns undefined where there is nothing to read.
 */
export function textOf(value: unknown, depth = 6): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (depth === 0) return undefined
  if (Array.isArray(value)) return joined(value.map((inner) => textOf(inner, depth - 1)))
  if (isObject(value)) {
    const entries = Object.entries(value)
    return joined(
      entries.map(([name, inner]) => {
        const text = textOf(inner, depth - 1)
        return text === undefined ? undefined : `${name}: ${text}`
      }),
    )
  }
  return undefined
}

/** Cuts a text to at most so many characters, with `…` where something was cut. */
export function shortened(text: string, maxLength: number): string {
  const characters = Array.from(text)
  if (characters.length <= maxLength) return text
  return `${characters.slice(0, maxLength - 1).join('')}…`
}

function joined(texts: (string | undefined)[]): string | undefined {
  const present = texts.filter((text) => text !== undefined)
  return present.length === 0 ? undefined : present.join('; ')
}
