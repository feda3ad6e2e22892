import type { FoundIn, FoundToken } from '../../../inspector/index.ts'

/** Where a token of this name was; null where the place needs no word. */
const places: Record<FoundIn, ((name: string) => string) | null> = {
  bare: null,
  text: null,
  header: (name) => `an HTTP header, ${name}`,
  cookie: (name) => `a cookie, ${name}`,
  'url-query': (name) => `a URL, query parameter ${name}`,
  'url-fragment': (name) => `a URL, fragment parameter ${name}`,
  form: (name) => `a form body, field ${name}`,
  json: (name) => `JSON, member ${name}`,
}

/** `Found in JSON, member access_token. Taken off: quotes.`; empty for a token that stood alone. */
export function originWords({ foundIn, name, stripped }: FoundToken): string {
  const place = name === null ? undefined : places[foundIn]?.(name)
  // What names the place has been said.
  const rest = place
    ? stripped.filter((phrase) => !phrase.split(' ').includes(name ?? ''))
    : stripped
  return [
    ...(place ? [`Found in ${place}.`] : []),
    ...(rest.length > 0 ? [`Taken off: ${rest.join(', ')}.`] : []),
  ].join(' ')
}
