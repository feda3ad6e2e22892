/**
 * Remembers which refresh tokens were exchanged already, until they expire anyway. Known to this
 * process only: after a restart a used token would be taken once more.
 *
 * @returns a function that says whether this is the first use, and marks the token as used.
 */
export function createUsedTokens(now: () => number) {
  const expirySeconds = new Map<string, number>()

  return (tokenId: string, expiresAtSeconds: number): boolean => {
    const nowSeconds = now() / 1000
    for (const [id, expiry] of expirySeconds) if (expiry <= nowSeconds) expirySeconds.delete(id)
    if (expirySeconds.has(tokenId)) return false
    expirySeconds.set(tokenId, expiresAtSeconds)
    return true
  }
}
