import type { TokenUse } from '../../shared/outcome.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { createRateLimit } from '../rate-limit.ts'
import type { Activity } from './activity.ts'

export type TokenUses = ReturnType<typeof createTokenUses>

/** Which token; holds nothing of its text. */
export type UsedToken = Omit<TokenUse, 'id' | 'use' | 'startedAtMs'>

interface TokenUseOptions {
  activity: Pick<Activity, 'add'>
  /** Called right before a token is shown. */
  onReveal: () => void
  newId: () => string
  now: () => number
}

/**
 * A person looks at each token for some seconds, so nobody reaches this by hand, also when clicking
 * through a list. A script in the window needs an hour for a thousand tokens, each in the activity.
 */
const revealRate = { most: 20, withinMs: 60_000 }

/** Tokens whose text leaves main, to the window or to the clipboard. Each is in the activity. */
export function createTokenUses({ activity, onReveal, newId, now }: TokenUseOptions) {
  const mayReveal = createRateLimit(revealRate, now)
  const add = (use: TokenUse['use'], token: UsedToken) =>
    activity.add({ ...token, id: newId(), use, startedAtMs: now() })

  return {
    /** To be called before a token is sent to the window, which gets none where this fails. */
    reveal(token: UsedToken): Result<null> {
      if (!mayReveal()) return failed(tooManyReveals)
      onReveal()
      add('revealed', token)
      return ok(null)
    },
    copied: (token: UsedToken): void => add('copied', token),
  }
}

const tooManyReveals: Failure = {
  kind: 'too-often',
  title: 'Too many tokens revealed',
  detail: `At most ${revealRate.most} can be revealed per minute.`,
  nextStep: 'Wait a minute, then try again.',
}
