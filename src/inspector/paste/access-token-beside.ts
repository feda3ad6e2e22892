import type { FoundToken } from '../looks/found-token.ts'

/**
 * The access token that was pasted together with an ID token, for `at_hash`. Undefined if there is
 * none, or several.
 */
export function accessTokenBeside(
  { slot }: FoundToken,
  found: readonly FoundToken[],
): string | undefined {
  if (slot !== 'id') return undefined
  const [access, ...others] = found.filter((each) => each.slot === 'access')
  return others.length === 0 ? access?.text : undefined
}
