import { mount, unmount } from 'svelte'
import type { SavedTokens } from '../../state/saved-tokens.svelte.ts'
import { Scratchpad } from '../../state/scratchpad.svelte.ts'
import PastedPlace from './PastedPlace.svelte'

/** Enough for the deferred parts of the view [Note: first frame]. */
const untilCompleteMs = 100

let isWarm = false

/**
 * Renders a dummy token off-screen to warm up the compiler and the date formatter: once, while the
 * window is idle. Without it the first paste takes several times as long as a later one.
 *
 * @param context the Svelte context of the paste view
 * @returns cancels it, unless it has started
 */
export function warmUpPaste(saved: SavedTokens, context: Map<unknown, unknown>): () => void {
  if (isWarm) return () => undefined
  const whenIdle = requestIdleCallback(() => {
    isWarm = true
    void renderOffScreen(saved, context)
  })
  return () => cancelIdleCallback(whenIdle)
}

async function renderOffScreen(saved: SavedTokens, context: Map<unknown, unknown>): Promise<void> {
  const pad = new Scratchpad()
  await pad.paste(dummyToken(Date.now() / 1000))
  if (!pad.selected) return
  const target = document.createElement('div')
  const view = mount(PastedPlace, { target, props: { pasted: pad.selected, saved }, context })
  setTimeout(() => void unmount(view), untilCompleteMs)
}

/** Has what most tokens have: times, text, a list. Does not expire while it is rendered. */
export function dummyToken(nowSeconds: number): string {
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
  const parts = [header, claims].map((part) => btoa(JSON.stringify(part)).replace(/=/g, ''))
  return [...parts, 'A'.repeat(342)].join('.')
}
