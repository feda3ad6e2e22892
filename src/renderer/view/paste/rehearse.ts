import { mount, unmount } from 'svelte'
import type { SavedTokens } from '../../state/saved-tokens.svelte.ts'
import { Scratchpad } from '../../state/scratchpad.svelte.ts'
import PastedToken from './PastedToken.svelte'

/** Time for what follows behind its first frame, too. */
const untilCompleteMs = 100
let rehearsed = false

/**
 * Reads a token of nobody and puts its view together, out of the document, once and while the window
 * has nothing else to do. The first paste would otherwise be the one that compiles all that, and that
 * creates the formatter of dates: several times the work of any other.
 *
 * @param context what the view's components are given
 * @returns calls it off, unless it has begun
 */
export function rehearsePaste(saved: SavedTokens, context: Map<unknown, unknown>): () => void {
  if (rehearsed) return () => undefined
  const whenIdle = requestIdleCallback(() => {
    rehearsed = true
    void rehearse(saved, context)
  })
  return () => cancelIdleCallback(whenIdle)
}

async function rehearse(saved: SavedTokens, context: Map<unknown, unknown>): Promise<void> {
  const pad = new Scratchpad()
  await pad.paste(tokenOfNobody(Date.now() / 1000))
  if (!pad.selected) return
  const target = document.createElement('div')
  const view = mount(PastedToken, { target, props: { pasted: pad.selected, saved }, context })
  setTimeout(() => void unmount(view), untilCompleteMs)
}

/** What most tokens hold: times, text, a list. It expires long after it was shown. */
export function tokenOfNobody(nowSeconds: number): string {
  const iat = Math.floor(nowSeconds)
  const header = { alg: 'RS256', typ: 'JWT', kid: '1' }
  const claims = {
    iss: 'https://nobody.example',
    sub: 'nobody',
    aud: 'api',
    iat,
    exp: iat + 86_400,
    scope: 'openid profile',
    groups: ['a', 'b'],
    email_verified: true,
  }
  const [first, second] = [header, claims].map((part) =>
    btoa(JSON.stringify(part)).replace(/=/g, ''),
  )
  return `${first}.${second}.${'A'.repeat(342)}`
}
