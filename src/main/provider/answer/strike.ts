/** What stands where a secret stood. */
const strikeMark = '•••'

/** A JWT, or the beginning of one: `{"` in base64url is `eyJ`. */
const jwt = /eyJ[\w-]{8,}(\.{1,2}[\w-]+)*/g

/** Text without spaces, longer than a UUID: a key or an opaque token if it has digits and letters. */
const long = /[\w+=~-]{37,}/g

/**
 * Strikes the provider's own secrets out of a text that a service sent, also where it encoded them
 * for a URL, for JSON or in base64, and everything that looks like a token.
 */
export function strike(text: string, secrets: readonly string[]): string {
  return strikeKnown(text, secrets).replace(long, (word) =>
    /\d/.test(word) && /[a-z]/i.test(word) ? strikeMark : word,
  )
}

/** The same for identifiers, which may be long by nature: known secrets and JWTs only. */
export function strikeKnown(text: string, secrets: readonly string[]): string {
  let struck = text
  for (const form of formsIn(text, secrets)) struck = struck.replaceAll(form, strikeMark)
  return struck.replace(jwt, strikeMark)
}

/** By the list they are of, which is the same one for every text of an answer. */
const knownForms = new WeakMap<readonly string[], Map<string, readonly string[]>>()

/**
 * All that may stand for one of the secrets, the longest first: one may be a part of another. No
 * form is shorter than its secret, so that a short text needs none of a token's.
 */
function formsIn(text: string, secrets: readonly string[]): readonly string[] {
  const known = knownForms.get(secrets) ?? new Map<string, readonly string[]>()
  knownForms.set(secrets, known)
  const forms = secrets
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '' && secret.length <= text.length)
    .flatMap((secret) => {
      const written = known.get(secret) ?? formsOf(secret)
      known.set(secret, written)
      return written
    })
  return [...new Set(forms)].sort((a, b) => b.length - a.length)
}

function formsOf(text: string): readonly string[] {
  const inBase64 = btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  const unpadded = inBase64.replace(/=+$/, '')
  return [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ a: text }).toString().slice(2),
    JSON.stringify(text).slice(1, -1),
    inBase64,
    unpadded,
    unpadded.replaceAll('+', '-').replaceAll('/', '_'),
  ]
}
