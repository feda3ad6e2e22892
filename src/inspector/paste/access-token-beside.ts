import type { FoundToken } from '../looks/found-token.ts'

/**
 * The access token that came with an ID token in one text, for `at_hash`; undefined where there is
 * none, or where there are several, so that nobody knows which one belongs to it.
 */
export function accessTokenBeside(
  { slot }: FoundToken,
  found: readonly FoundToken[],
): string | undefined {
  if (slot !== 'id') return undefined
  const [access, ...others] = found.filter((each) => each.slot === 'access')
  return others.length === 0 ? access?.text : undefined
}
