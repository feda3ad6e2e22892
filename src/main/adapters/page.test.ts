import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { composePage } from './page.ts'

const built = `<!doctype html><html><head>
<script type="module" crossorigin src="./assets/index-1.js"></script>
<link rel="stylesheet" crossorigin href="./assets/style-2.css">
</head><body></body></html>`
const styles = 'p::before { content: "$&$1" }'
const read = (file: string) => Promise.resolve(file === 'assets/style-2.css' ? styles : '')

it('has its styles in it, with the hash that allows just these', async () => {
  const { html, styleHash } = await composePage(built, read, null)
  const inside = /<style>(.*)<\/style>/s.exec(html)?.[1]
  expect(inside).toBe(styles)
  expect(styleHash).toBe(`sha256-${createHash('sha256').update(styles).digest('base64')}`)
  expect(html).not.toContain('<link')
  expect(html).toContain('<body></body>')
})

it('holds the opening as it is, out of reach', async () => {
  const { html } = await composePage(built, read, '<p>Bank $& $1</p>')
  expect(html).toContain('<body><div id="opening" inert><p>Bank $& $1</p></div></body>')
})

it.each([
  ['no style sheet', '<html><body></body></html>'],
  ['no empty body', built.replace('<body></body>', '<body class="x"></body>')],
])('refuses a built page with %s, rather than show it half', async (_, page) => {
  await expect(composePage(page, read, null)).rejects.toThrow('not as expected')
})
