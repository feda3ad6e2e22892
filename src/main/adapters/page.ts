import { createHash } from 'node:crypto'
import { openingId } from '../../shared/opening.ts'

/** The window's page with its styles in it. */
export interface Page {
  /** Its HTML with an opening, or null for a page that starts empty. */
  with: (opening: string | null) => string
  /** What its policy has to allow: CSP Level 3, section 2.3.1, `hash-source`. */
  styleHash: string
}

/**
 * Puts the styles into the built page: a file of their own would be asked for after the page has
 * come. They stay bound to what was built, by their hash.
 *
 * @param read - reads a file of the built page, by its path relative to it
 */
export async function readPage(read: (file: string) => Promise<string>): Promise<Page> {
  const built = await read('index.html')
  const link = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)">/.exec(built)
  const [head, end, ...more] = built.split('<body></body>')
  if (!link?.[1] || head === undefined || end === undefined || more.length > 0) {
    throw new Error('The built page is not as expected')
  }
  const styles = await read(link[1])
  // A function: in a string a dollar sign would have a meaning.
  const styled = head.replace(link[0], () => `<style>${styles}</style>`)
  return {
    with: (opening) => `${styled}<body>${opening === null ? '' : held(opening)}</body>${end}`,
    styleHash: `sha256-${createHash('sha256').update(styles).digest('base64')}`,
  }
}

/** To be looked at only, until the scripts replace it: what was clicked in it would be lost. */
const held = (opening: string) => `<div id="${openingId}" inert>${opening}</div>`
