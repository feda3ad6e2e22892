import { copyInPage } from './pages/copy-in-page.ts'
import { Keyboard } from './pages/keyboard.ts'
import { PasteView, unsigned } from './pages/paste-view.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { expect, test } from './pages/touchstone.ts'
import { ImportView } from './pages/transfer-views.ts'

const jwt = (sub: string) => unsigned({ sub, exp: Math.floor(Date.now() / 1000) + 3000 })

test('the clipboard is inspected from anywhere by the keys that paste', async ({ reuse }) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  const view = new PasteView(window.page)
  await copyInPage(window, `Authorization: Bearer ${jwt('alice')}`)
  await window.select('IX-API')
  await keyboard.press('ControlOrMeta+v')
  await expect(view.claim('sub')).toContainText('alice')

  await copyInPage(window, jwt('bob'))
  await keyboard.press('ControlOrMeta+Comma')
  await window.page.getByRole('heading', { level: 1, name: 'Settings' }).click()
  await keyboard.press('ControlOrMeta+v')
  await expect(view.claim('sub')).toContainText('bob')
})

test('a text field takes what is pasted into it, unless Shift is held', async ({ reuse }) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  const view = new PasteView(window.page)
  await copyInPage(window, jwt('alice'))
  const search = window.page.getByRole('searchbox', { name: 'Search providers' })
  await search.focus()
  await keyboard.press('ControlOrMeta+v')
  await expect(search).toHaveValue(/^eyJ/)
  await search.fill('')
  await keyboard.press('ControlOrMeta+Shift+v')
  await expect(view.claim('sub')).toContainText('alice')
  await expect(search).toHaveValue('')
})

test('unsaved changes are asked about, and the token is there either way', async ({ reuse }) => {
  const { window } = await reuse()
  const { page } = window
  const keyboard = new Keyboard(page)
  const view = new PasteView(page)
  const form = new ProviderForm(page)
  await copyInPage(window, jwt('alice'))
  await window.select('IX-API')
  await form.openEdit()
  await form.field('Name').fill('Changed')
  await keyboard.press('ControlOrMeta+Shift+v')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(form.field('Name')).toHaveValue('Changed')
  await form.root.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await page.getByRole('button', { name: 'Paste a token', exact: true }).click()
  await expect(view.claim('sub')).toContainText('alice')
})

test('a text without a token leaves the place, and its message goes with the next token', async ({
  reuse,
}) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await window.select('IX-API')
  await view.paste('the quick brown fox')
  const message = window.message('No token found in this text')
  await expect(message).toBeVisible()
  await expect(window.page.getByRole('heading', { level: 1, name: 'IX-API' })).toBeVisible()
  await view.paste(jwt('alice'))
  await expect(view.claim('sub')).toContainText('alice')
  await expect(message).toHaveCount(0)
})

test('a file and a text are dropped anywhere, and an export is imported', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  const importing = new ImportView(window.page)
  await window.select('IX-API')
  await importing.drop('token.txt', `TOKEN=${jwt('file')}`)
  await expect(view.claim('sub')).toContainText('file')
  await window.select('IX-API')
  const exported = { touchstone: 'export', version: 1, sealed: null, providers: [] }
  await importing.drop('providers.json', JSON.stringify(exported, null, 2))
  await expect(window.page.getByRole('heading', { level: 1 })).toHaveText('Import providers')
})
