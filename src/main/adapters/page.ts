import { createHash } from 'node:crypto'
import { openingId } from '../../shared/opening.ts'

/** The window's page with its styles in it and, where there is one, the opening. */
export interface Page {
  html: string
  /** What its policy has to allow: CSP Level 3, section 2.3.1, `hash-source`. */
  styleHash: string
}

/**
 * Puts what the first frame needs into the built page: each file of its own would be asked for after
 * the page has come. Styles stay bound to what was built, by their hash.
 *
 * @param read - reads a file that the page names, by its path relative to the page
 * @param opening - HTML, or null for a page that starts empty
 */
export async function composePage(
  built: string,
  read: (file: string) => Promise<string>,
  opening: string | null,
): Promise<Page> {
  const link = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)">/.exec(built)
  const body = '<body></body>'
  if (!link?.[1] || !built.includes(body)) throw new Error('The built page is not as expected')
  const styles = await read(link[1])
  // Functions: in a string a dollar sign would have a meaning.
  const html = built
    .replace(link[0], () => `<style>${styles}</style>`)
    .replace(body, () => `<body>${opening === null ? '' : held(opening)}</body>`)
  return { html, styleHash: `sha256-${createHash('sha256').update(styles).digest('base64')}` }
}

/** To be looked at only, until the scripts replace it: what was clicked in it would be lost. */
const held = (opening: string) => `<div id="${openingId}" inert>${opening}</div>`
