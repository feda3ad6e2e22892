import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectNothingFound } from './pages/axe.ts'
import { emptyDisk, fillDisk } from './pages/full-disk.ts'
import { ProviderForm } from './pages/provider-form.ts'
import {
  addGoCardless,
  addProvider,
  type DemoServices,
  expect,
  gocardless,
  opened,
  test,
} from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'

const fileOf = (userData: string, id: string) => join(userData, 'providers', `${id}.json`)

async function withTokens(window: TouchstoneWindow, services: DemoServices) {
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  return { id, tokens: await window.fingerprints(id) }
}

test('a provider file that cannot be read is shown, kept as it is, and costs nobody else', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id } = await withTokens(window, services)
  await addGoCardless(window, services, { name: 'Beta' })
  await app.close()
  const cut = (await readFile(fileOf(app.userData, id), 'utf8')).slice(0, 200)
  await writeFile(fileOf(app.userData, id), cut)

  const again = await opened(await app.restart())
  const { page } = again.window
  await page.getByRole('button', { name: '1 provider file cannot be read' }).click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: `${id}.json`, exact: true })).toBeVisible()
  await expect(main).toContainText(
    'The file is cut off or has been altered. Touchstone leaves it unchanged.',
  )
  await expect(again.window.row('Alpha')).toHaveCount(0)
  await again.window.select('Beta')
  await again.window.run('Obtain')
  await expect(again.window.outcome).toContainText('Obtain succeeded')
  expect(await readFile(fileOf(app.userData, id), 'utf8')).toBe(cut)

  await page.getByRole('button', { name: '1 provider file cannot be read' }).click()
  await main.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('button', { name: 'cannot be read' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('button', { name: '1 provider file cannot be read' })).toBeVisible()
  expect(await readFile(fileOf(app.userData, id), 'utf8')).toBe(cut)
})

test('providers that cannot be listed are no empty window, and are there once they can', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id, tokens } = await withTokens(window, services)
  await app.close()
  const folder = join(app.userData, 'providers')
  await rename(folder, `${folder} elsewhere`)
  await writeFile(folder, '')

  const again = await app.restart()
  const { page } = again
  const heading = page.getByRole('heading', { level: 1, name: 'The providers cannot be listed' })
  await expect(heading).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNothingFound(page, colorScheme)
  }
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(heading).toBeVisible()
  await rm(folder)
  await rename(`${folder} elsewhere`, folder)
  await page.getByRole('button', { name: 'Try again' }).click()
  const later = await opened(again)
  await expect(later.window.row('Alpha')).toContainText('Active')
  expect(await later.window.fingerprints(id)).toEqual(tokens)
})

test('secrets that do not open are kept until they are entered again', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id } = await withTokens(window, services)
  await app.close()
  const text = await readFile(fileOf(app.userData, id), 'utf8')
  const altered = text.replace(/("jwe": ?"[^"]{100})(.)/, (_, before: string, letter: string) => {
    return before + (letter === 'A' ? 'B' : 'A')
  })
  expect(altered).not.toBe(text)
  await writeFile(fileOf(app.userData, id), altered)

  const again = await opened(await app.restart())
  await expect(again.window.row('Alpha')).toContainText('Enter secrets again')
  await again.window.select('Alpha')
  const notice = again.window.page.getByRole('region', { name: 'Enter the secrets again' })
  await expect(notice).toBeVisible()
  expect(await readFile(fileOf(app.userData, id), 'utf8')).toBe(altered)
  await notice.getByRole('button', { name: 'Enter again' }).click()
  const form = new ProviderForm(again.window.page)
  const { secret_id = '', secret_key = '' } = services.fieldsOf(gocardless)
  await form.fill({ 'Secret ID': secret_id, 'Secret key': secret_key })
  await form.save()
  await again.window.run('Obtain')
  await expect(again.window.outcome).toContainText('Obtain succeeded')
})

test('tokens that a full disk does not take stay usable, and are saved again on request', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id, tokens } = await withTokens(window, services)
  const before = await readFile(fileOf(app.userData, id), 'utf8')
  await fillDisk(app)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Obtained but not saved')
  await expect(window.outcome).toContainText('The tokens are in memory only.')
  const notice = window.page.getByRole('region', { name: 'Tokens not saved' })
  await expect(notice).toContainText('When the disk is writable again')
  await expect(window.row('Alpha')).toContainText('Not saved')
  const newer = await window.fingerprints(id)
  expect(newer['access']).not.toBe(tokens['access'])
  expect(await readFile(fileOf(app.userData, id), 'utf8')).toBe(before)
  await notice.getByRole('button', { name: 'Save again' }).click()
  await expect(window.message('The new tokens are in memory only')).toBeVisible()
  await expect(notice).toBeVisible()

  await emptyDisk(app)
  await notice.getByRole('button', { name: 'Save again' }).click()
  await expect(window.message('Tokens saved')).toBeVisible()
  await expect(notice).toHaveCount(0)
  const again = await opened(await app.restart())
  await again.window.select('Alpha')
  expect(await again.window.fingerprints(id)).toEqual(newer)
})

test('a rotating refresh is not sent while its marker cannot be written', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const id = await addProvider(window, services, 'ix-api')
  await window.run('Obtain')
  const tokens = await window.fingerprints(id)
  await fillDisk(app)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh failed')
  expect((await services.counts('refresh', 'ix-api')).received).toBe(0)
  expect(await window.fingerprints(id)).toEqual(tokens)
  await emptyDisk(app)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
})

test('a form that a full disk does not take says so, and keeps what was typed', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id } = await withTokens(window, services)
  const before = await readFile(fileOf(app.userData, id), 'utf8')
  await fillDisk(app)
  const form = new ProviderForm(window.page)
  await form.openEdit()
  await form.field('Name').fill('Beta')
  await form.save()
  await expect(form.root.getByRole('region')).toContainText('could not be saved')
  await expect(form.field('Name')).toHaveValue('Beta')
  expect(await readFile(fileOf(app.userData, id), 'utf8')).toBe(before)
  await emptyDisk(app)
  await form.save()
  await expect(window.row('Beta')).toContainText('Active')
})
