import { createHash } from 'node:crypto'
import { openingId } from '../../shared/opening.ts'

/** The HTML page of the window, with inline styles. */
export interface Page {
  /** The HTML with the opening list; null for an empty body. */
  with: (opening: string | null) => string
  /** The hash of the styles, for the content security policy (CSP Level 3 §2.3.1, `hash-source`). */
  styleHash: string
}

/**
 * Puts the styles into the built page, because a style sheet would be one more request before the
 * first frame. The policy allows exactly these styles, by their hash.
 *
 * @param read reads a file of the build by its relative path
 */
export async function readPage(read: (file: string) => Promise<string>): Promise<Page> {
  const built = await read('index.html')
  const link = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)">/.exec(built)
  const [head, end, ...more] = built.split('<body></body>')
  if (!link?.[1] || head === undefined || end === undefined || more.length > 0) {
    throw new Error('The built page is not as expected')
  }
  const styles = await read(link[1])
  // A function, because `$` has a meaning in a replacement string.
  const styled = head.replace(link[0], () => `<style>${styles}</style>`)
  return {
    with: (opening) => `${styled}<body>${opening === null ? '' : held(opening)}</body>${end}`,
    styleHash: `sha256-${createHash('sha256').update(styles).digest('base64')}`,
  }
}

/** Inert until the scripts replace it, because clicks would be lost. */
const held = (opening: string) => `<div id="${openingId}" inert>${opening}</div>`
