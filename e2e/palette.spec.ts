import { Keyboard } from './pages/keyboard.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { addGoCardless, expect, test } from './pages/touchstone.ts'
import { VaultPanel } from './pages/vault-panel.ts'

test('the palette finds commands and providers by their words, and runs the marked one', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  await addGoCardless(window, services, { environment: 'sandbox' })
  const palette = window.page.getByRole('dialog', { name: 'Command palette' })
  const entries = palette.getByRole('option')
  const marked = palette.getByRole('option', { selected: true })

  await keyboard.press('ControlOrMeta+k')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await expect(marked).toHaveText(/^Obtain: Alpha/)
  await keyboard.type('go frank')
  await expect(palette.getByRole('status')).toHaveText('No matches')
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('go ix')
  await expect(entries).toHaveText(['Go to IX-API, demo'])
  await keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(window.page.getByRole('heading', { level: 1, name: 'IX-API' })).toBeVisible()

  await keyboard.press('ControlOrMeta+k')
  await keyboard.type('alpha')
  await expect(entries).toHaveText(['Go to Alpha, sandbox'])
  await keyboard.press('Enter', 'ControlOrMeta+k')
  await keyboard.type('alpha')
  await expect(entries).toHaveText([
    /^Obtain: Alpha/,
    /^Edit Alpha/,
    'Duplicate Alpha',
    'Delete Alpha',
    'Go to Alpha, sandbox',
  ])
  await keyboard.press('ArrowDown', 'ArrowDown')
  await expect(marked).toHaveText('Duplicate Alpha')
  await keyboard.press('ArrowUp', 'ArrowUp')
  await expect(marked).toHaveText(/^Obtain: Alpha/)
  await keyboard.press('ArrowUp')
  await expect(marked).toHaveText('Go to Alpha, sandbox')
  await entries.filter({ hasText: 'Obtain: Alpha' }).click()
  await expect(window.outcome).toContainText('Obtain succeeded')
})

test('the palette offers what can be done now, with its shortcut, and nothing else', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  await addGoCardless(window, services)
  const entries = window.page.getByRole('dialog', { name: 'Command palette' }).getByRole('option')
  await keyboard.press('ControlOrMeta+k')
  await expect(entries.filter({ hasText: 'Obtain: Alpha' })).toContainText('Enter')
  await expect(entries.filter({ hasText: 'Refresh: Alpha' })).toHaveCount(0)
  await expect(entries.filter({ hasText: 'Copy access token' })).toHaveCount(0)
  await keyboard.press('Escape')
  await window.run('Obtain')
  await keyboard.press('ControlOrMeta+k')
  await expect(entries.first()).toContainText('Copy access token')
  for (const label of ['Refresh: Alpha', 'Copy access token', 'Reveal access token']) {
    await expect(entries.filter({ hasText: label })).toHaveCount(1)
  }
})

test('Escape closes whatever is open, and the focus goes back to where it was', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  const { page } = window
  await addGoCardless(window, services)
  const panel = new VaultPanel(page)
  for (const [opener, keys, dialog] of [
    [page.getByRole('button', { name: 'Settings', exact: true }), 'ControlOrMeta+k', 'Command'],
    [page.getByRole('button', { name: 'Settings', exact: true }), 'Shift+Slash', 'Keyboard'],
    [panel.line, 'Enter', 'Secret storage'],
  ] as const) {
    await opener.focus()
    await keyboard.press(keys)
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(opener).toBeFocused()
  }

  const more = page.getByRole('button', { name: 'More actions' })
  await more.focus()
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
  await keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(more).toBeFocused()

  const search = page.getByRole('searchbox', { name: 'Search providers' })
  await search.fill('ix')
  await keyboard.press('Escape')
  await expect(search).toHaveValue('')
  await expect(search).toBeFocused()
})

test('the focus is never lost with what it was on', async ({ reuse, services }) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  const { page } = window
  const form = new ProviderForm(page)
  await addGoCardless(window, services)

  await test.step('a form that is saved', async () => {
    await form.openEdit()
    await form.field('Name').press('Enter')
    await expect(form.root).toBeHidden()
    await keyboard.expectKept()
  })
  await test.step('a form that is left', async () => {
    await form.openEdit()
    await form.root.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect(form.root).toBeHidden()
    await keyboard.expectKept()
  })
  await test.step('a form whose changes are discarded', async () => {
    await form.openEdit()
    await form.field('Name').fill('Changed')
    await form.root.getByRole('button', { name: 'Cancel' }).press('Enter')
    await page.getByRole('button', { name: 'Discard', exact: true }).press('Enter')
    await expect(form.root).toBeHidden()
    await keyboard.expectKept()
  })
  await test.step('a call that is cancelled', async () => {
    await services.plan({ operation: 'obtain', fault: 'hang' })
    await window.operation('Obtain').press('Enter')
    await window.stop('Cancel').press('Enter')
    await expect(window.outcome).toContainText('Obtain cancelled')
    await keyboard.expectKept()
  })
  await test.step('a call that is made again', async () => {
    await window.operation('Obtain').press('Enter')
    await expect(window.outcome).toContainText('Obtain succeeded')
    await keyboard.expectKept()
  })
  await test.step('a token that is revealed and hidden', async () => {
    await page.getByRole('button', { name: 'Reveal token' }).press('Enter')
    await page.getByRole('button', { name: 'Hide token' }).waitFor()
    await keyboard.expectKept()
    await page.getByRole('button', { name: 'Hide token' }).press('Enter')
    await page.getByRole('button', { name: 'Reveal token' }).waitFor()
    await keyboard.expectKept()
  })
  await test.step('a provider that is deleted and brought back', async () => {
    await page.getByRole('button', { name: 'More actions' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
    await expect(window.row('Alpha')).toHaveCount(0)
    await keyboard.expectKept()
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
    await expect(window.row('Alpha')).toBeVisible()
    await keyboard.expectKept()
  })
  await test.step('an activity that is cleared', async () => {
    await page.getByRole('button', { name: 'Activity', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Clear', exact: true }).press('Enter')
    await expect(page.getByText(/^No requests yet/)).toBeVisible()
    await keyboard.expectKept()
  })
})
