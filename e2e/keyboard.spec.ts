import { copyInPage } from './pages/copy-in-page.ts'
import { Keyboard } from './pages/keyboard.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { addGoCardless, expect, gocardless, test } from './pages/touchstone.ts'

test('the main job is done without a mouse', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  const keyboard = new Keyboard(window.page)
  await keyboard.tabTo(/^GoCardless Bank Account Data/)
  await keyboard.press('ArrowDown')
  await expect(window.row('Nordigen')).toBeFocused()
  await expect(window.row('Nordigen')).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('ArrowUp', 'Enter')
  await keyboard.expectVisible()
  await keyboard.tabTo('Obtain')
  await keyboard.press('Enter')
  await expect(window.outcome).toContainText('Obtain succeeded')
  await expect(window.operation('Obtain')).toBeFocused()

  await keyboard.tabTo(/^Access token/)
  await keyboard.press('ArrowRight')
  await expect(window.tab('Refresh token')).toHaveAttribute('aria-selected', 'true')
  await keyboard.expectVisible()
  await keyboard.press('ArrowRight')
  await expect(window.tab('Access token')).toHaveAttribute('aria-selected', 'true')
  await keyboard.tabTo('Copy token')
  await keyboard.press('Space')
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  await keyboard.tabTo('Expand allowed_cidrs')
  await keyboard.press('Enter')
  await expect(window.tokenPanel.getByText('0.0.0.0/0')).toBeVisible()
  await keyboard.tabTo('Refresh', 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(window.outcome).toContainText('Refresh succeeded')

  await keyboard.tabTo('Add provider', 'Shift+Tab')
  await keyboard.press('Enter')
  await keyboard.expectVisible()
  const form = new ProviderForm(window.page)
  const chosen = form.root.getByRole('radio', { name: /^GoCardless/ })
  while (!(await chosen.isChecked())) await keyboard.press('ArrowDown')
  const { secret_id = '', secret_key = '' } = services.fieldsOf(gocardless)
  for (const [label, value] of [
    [/^Name/, 'Alpha'],
    [/^Environment/, 'sandbox'],
    [/^Base URL/, services.baseUrlOf(gocardless)],
    [/^Secret ID/, secret_id],
    [/^Secret key/, secret_key],
  ] as const) {
    await keyboard.tabTo(label)
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type(value)
  }
  await keyboard.press('Enter')
  await expect(window.page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible()
  await keyboard.expectKept()
  await keyboard.tabTo('Obtain')
  await keyboard.press('Enter')
  await expect(window.outcome).toContainText('Obtain succeeded')
})

test('every place is reached by its shortcut', async ({ reuse }) => {
  const { window } = await reuse()
  // The shortcut of the paste view pastes, too.
  await copyInPage(window, 'no token')
  const keyboard = new Keyboard(window.page)
  for (const [keys, heading] of [
    ['ControlOrMeta+Comma', 'Settings'],
    ['ControlOrMeta+Shift+A', 'Activity'],
    ['ControlOrMeta+Shift+V', 'Paste a token'],
    ['ControlOrMeta+n', 'Add provider'],
  ] as const) {
    await keyboard.press(keys)
    await expect(window.page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  }
  await keyboard.press('ControlOrMeta+f')
  await expect(window.page.getByRole('searchbox', { name: 'Search providers' })).toBeFocused()
  await keyboard.type('ix')
  await expect.poll(() => window.listed()).toEqual(['IX-API'])
  await keyboard.press('ArrowDown')
  await expect(window.row('IX-API')).toBeFocused()
})

test('the provider that is shown is used by shortcuts alone', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  const keyboard = new Keyboard(window.page)
  await addGoCardless(window, services)
  await keyboard.press('ControlOrMeta+Enter')
  await expect(window.outcome).toContainText('Obtain succeeded')
  await keyboard.press('ControlOrMeta+Shift+C')
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  const token = await app.readClipboard()
  await keyboard.press('ControlOrMeta+Shift+H')
  await expect.poll(() => app.readClipboard()).toBe(`Authorization: Bearer ${token}`)
  await keyboard.press('ControlOrMeta+Shift+R')
  await expect(window.page.getByTestId('encoded-token')).toHaveText(token)
  await keyboard.press('Escape')
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)

  await services.plan({ operation: 'refresh', fault: 'hang' })
  await window.operation('Refresh').click()
  await expect(window.stop('Cancel')).toBeVisible()
  await keyboard.press('ControlOrMeta+Period')
  await expect(window.outcome).toContainText('Refresh cancelled')
  await keyboard.press('ControlOrMeta+e')
  await expect(new ProviderForm(window.page).field('Name')).toBeFocused()
})

test('what was deleted comes back by the shortcut', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services)
  await window.choose('More actions', 'Delete')
  await expect(window.row('Alpha')).toHaveCount(0)
  await new Keyboard(window.page).press('ControlOrMeta+z')
  await expect(window.row('Alpha')).toBeVisible()
})

test('the secrets are locked by the shortcut', async ({ open, keyring }) => {
  const { window } = await open({ env: keyring })
  await expect(window.row('IX-API')).toContainText('No token')
  await new Keyboard(window.page).press('ControlOrMeta+Shift+L')
  await expect(window.row('IX-API')).toContainText('Locked')
})

test('each entry of the menu leads where its name says', async ({ reuse }) => {
  const { app, window } = await reuse()
  const choose = (label: string) =>
    app.evaluate(({ Menu }, wanted) => {
      const entries = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? [])
      const entry = entries?.find((each) => each.label === wanted)
      if (!entry) throw new Error(`The menu has no ${wanted}`)
      Reflect.apply(entry.click, entry, [])
    }, label)
  for (const label of ['Settings', 'Activity', 'Paste a token', 'Add provider']) {
    await choose(label)
    await expect(window.page.getByRole('heading', { level: 1, name: label })).toBeVisible()
  }
})

test('the list of shortcuts names every one that works now', async ({ reuse, services }) => {
  const { window } = await reuse()
  const keyboard = new Keyboard(window.page)
  await addGoCardless(window, services)
  await window.run('Obtain')
  await keyboard.press('Shift+Slash')
  const help = window.page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const mac = process.platform === 'darwin'
  for (const [label, linux, apple] of [
    ['Command palette', 'Ctrl+K', '⌘K'],
    ['Keyboard shortcuts', '?', '?'],
    ['Search providers', 'Ctrl+F', '⌘F'],
    ['Add provider', 'Ctrl+N', '⌘N'],
    ['Paste a token', 'Ctrl+Shift+V', '⇧⌘V'],
    ['Activity', 'Ctrl+Shift+A', '⇧⌘A'],
    ['Settings', 'Ctrl+,', '⌘,'],
    ['Lock secrets', 'Ctrl+Shift+L', '⇧⌘L'],
    ['Copy access token', 'Ctrl+Shift+C', '⇧⌘C'],
    ['Copy Authorization header', 'Ctrl+Shift+H', '⇧⌘H'],
    ['Reveal access token', 'Ctrl+Shift+R', '⇧⌘R'],
    ['Edit Alpha', 'Ctrl+E', '⌘E'],
  ] as const) {
    const entry = help.locator('dl > div').filter({ hasText: label })
    await expect(entry.getByText(mac ? apple : linux, { exact: true })).toBeVisible()
  }
  await keyboard.press('Escape')
  await expect(help).toBeHidden()
})
