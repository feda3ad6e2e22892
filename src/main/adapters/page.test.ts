import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { readPage } from './page.ts'

const built = `<!doctype html><html><head>
<script type="module" crossorigin src="./assets/index-1.js"></script>
<link rel="stylesheet" crossorigin href="./assets/style-2.css">
</head><body></body></html>`
const styles = 'p::before { content: "$&$1" }'
const reading = (page: string) => (file: string) =>
  Promise.resolve({ 'index.html': page, 'assets/style-2.css': styles }[file] ?? '')

it('has its styles in it, with the hash that allows just these', async () => {
  const page = await readPage(reading(built))
  const html = page.with(null)
  const inside = /<style>(.*)<\/style>/s.exec(html)?.[1]
  expect(inside).toBe(styles)
  expect(page.styleHash).toBe(`sha256-${createHash('sha256').update(styles).digest('base64')}`)
  expect(html).not.toContain('<link')
  expect(html).toContain('<body></body></html>')
})

it('holds the opening as it is, out of reach', async () => {
  const html = (await readPage(reading(built))).with('<p>Bank $& $1</p>')
  expect(html).toContain('<body><div id="opening" inert><p>Bank $& $1</p></div></body></html>')
})

it.each([
  ['no style sheet', '<html><body></body></html>'],
  ['no empty body', built.replace('<body></body>', '<body class="x"></body>')],
  ['two of them', built + built],
])('refuses a built page with %s, rather than show it half', async (_, page) => {
  await expect(readPage(reading(page))).rejects.toThrow('not as expected')
})
