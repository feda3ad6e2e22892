const longestQuote = 60

/** A name or value from a token for a sentence: shortened, with invisible characters escaped. */
export function quote(text: string): string {
  const cut = text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text
  return `"${cut.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, escape)}"`
}

const escape = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** `iss, sub and aud` */
export function list(words: readonly string[]): string {
  const [last = '', ...before] = words.toReversed()
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`
}
