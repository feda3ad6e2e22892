import { readFile, stat, writeFile } from 'node:fs/promises'
import { ActivityView } from './pages/activity-view.ts'
import { chooseFile, shownFileDialogs } from './pages/file-dialogs.ts'
import { answerQuestions, askedQuestions } from './pages/native-questions.ts'
import { addGoCardless, addProvider, expect, gocardless, test } from './pages/touchstone.ts'
import { ExportView, ImportView } from './pages/transfer-views.ts'

const passphrase = 'a passphrase of its own'

const poisoned = (providers: object[]) =>
  JSON.stringify({ touchstone: 'export', version: 1, sealed: null, providers })
const settings = {
  name: 'Bank',
  environment: 'test',
  baseUrl: 'https://bank.example',
  template: gocardless,
  fields: {},
}

test('providers move to a fresh app with their secrets, obtain there, and go again as a whole', async ({
  open,
  services,
}, testInfo) => {
  const path = testInfo.outputPath('export.json')
  const first = await open()
  await addGoCardless(first.window, services)
  await addProvider(first.window, services, 'ix-api', { name: 'Beta' })
  await first.window.run('Obtain')
  await chooseFile(first.app, path)
  await answerQuestions(first.app, 'Export secrets')
  const exporting = new ExportView(first.window.page)
  await exporting.open()
  await exporting.sealWith(passphrase)
  await exporting.export.click()
  await expect(exporting.root.getByRole('region', { name: '2 providers exported' })).toContainText(
    `Written to ${path}`,
  )
  const [question] = await askedQuestions(first.app)
  expect(question).toMatchObject({ message: 'Export secrets?', defaultId: 0, cancelId: 0 })
  expect(question?.detail).toContain('Secrets: 4\nOf 2 providers: "Alpha", "Beta"')
  const [dialog] = await shownFileDialogs(first.app)
  expect(dialog?.defaultPath).toMatch(/^touchstone-providers-\d{4}-\d\d-\d\d\.json$/)

  const text = await readFile(path, 'utf8')
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  const secrets = [gocardless, 'ix-api'].flatMap((id) => Object.values(services.fieldsOf(id)))
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(text).not.toContain('eyJ0')
  expect(text).toContain('"name": "Alpha"')

  const second = await open()
  await chooseFile(second.app, path)
  await answerQuestions(second.app, 'Import')
  const importing = new ImportView(second.window.page)
  await importing.open()
  await importing.choose()
  await expect(importing.provider('Alpha')).toBeChecked()
  await importing.unlock('some other passphrase')
  await expect(importing.banner('Wrong passphrase')).toBeVisible()
  await importing.unlock(passphrase)
  await expect(importing.line('Alpha')).toContainText('2 secrets: Secret ID, Secret key')
  const host = new URL(services.baseUrlOf(gocardless)).origin
  await expect(importing.line(host).first()).toContainText('New here')
  await importing.button('Import 2 providers').click()
  await expect(importing.banner('2 providers imported')).toBeVisible()
  const asked = await askedQuestions(second.app)
  expect(asked).toHaveLength(1) // both are on the same host
  expect(asked[0]?.detail).toContain(`Host: ${host}\nGets 4 secrets of: "Alpha", "Beta"`)
  for (const secret of secrets) expect(JSON.stringify([question, asked])).not.toContain(secret)

  await second.window.select('Alpha')
  await second.window.run('Obtain')
  await expect(second.window.tokenPanel).toBeVisible()
  const activity = new ActivityView(second.window.page)
  await activity.open()
  await expect(activity.root).toContainText('2 providers imported with 4 secrets')

  await second.window.page.getByRole('button', { name: 'Undo import' }).click()
  await expect(second.window.message('Import undone')).toBeVisible()
  await expect(second.window.row('Alpha')).toHaveCount(0)
  await expect(second.window.row('Beta')).toHaveCount(0)
})

test('an export without secrets asks nothing, and the import finds what is there already', async ({
  reuse,
  services,
}, testInfo) => {
  const path = testInfo.outputPath('export.json')
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await answerQuestions(app, 'Export secrets')
  await chooseFile(app, null)
  const exporting = new ExportView(window.page)
  await exporting.open()
  await exporting.export.click()
  await expect(exporting.root.getByRole('region', { name: 'Not exported' })).toBeVisible()
  await chooseFile(app, path)
  await exporting.export.click()
  await expect(exporting.root.getByRole('region', { name: '1 provider exported' })).toContainText(
    'Without secrets and tokens.',
  )
  expect(await askedQuestions(app)).toEqual([])

  const importing = new ImportView(window.page)
  await importing.open()
  await importing.choose()
  await expect(importing.line('Alpha').last()).toContainText('Already exists')
  await expect(importing.provider('Alpha')).not.toBeChecked()
  await expect(importing.button('Import 0 providers')).toBeDisabled()
  await importing.provider('Alpha').check()
  await importing.button('Import 1 provider').click()
  await expect(importing.banner('1 provider imported')).toBeVisible()
  await importing.button('Undo import').click()
  await expect(importing.button('Choose file')).toBeVisible()
  expect((await window.listed()).filter((name) => name === 'Alpha')).toEqual(['Alpha'])
})

test('passphrases that differ or are too short export nothing', async ({
  reuse,
  services,
}, info) => {
  const path = info.outputPath('export.json')
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await chooseFile(app, path)
  await answerQuestions(app, 'Export secrets')
  const exporting = new ExportView(window.page)
  await exporting.open()
  await exporting.sealWith(passphrase, 'another')
  await exporting.export.click()
  await expect(exporting.root.getByText('Passphrases do not match.')).toBeVisible()
  await exporting.sealWith('short')
  await exporting.export.click()
  await expect(
    exporting.root.getByRole('region', { name: 'The passphrase is too short' }),
  ).toBeVisible()
  expect(await askedQuestions(app)).toEqual([])
  expect(await shownFileDialogs(app)).toEqual([])
})

test('a dropped file is previewed, and its poison is shown or refused', async ({ reuse }) => {
  const { app, window } = await reuse()
  await answerQuestions(app, 'Leave out')
  const importing = new ImportView(window.page)
  const providers = [
    { ...settings, name: 'Ba\u202enk' },
    { ...settings, name: 'User info', baseUrl: 'https://me:pw@bank.example' },
    { ...settings, name: 'Unheard', template: 'unheard-of' },
    { ...settings, name: 'Keys', keySource: { from: 'jwks-url', url: 'https://keys.example' } },
  ]
  await importing.drop('dropped.json', poisoned(providers))
  await expect(importing.root).toContainText('dropped.json 4 providers, without secrets')
  await expect(importing.line('U+202E')).toBeVisible()
  await expect(importing.line('User info')).toContainText(
    'The base URL contains a user name or password',
  )
  await expect(importing.provider('User info')).toBeDisabled()
  await expect(importing.line('Unheard')).toContainText('Unknown template "unheard-of".')
  await expect(importing.line('https://keys.example')).toContainText(
    'keys for verification New here',
  )
  await importing.button('Import 2 providers').click()
  await expect(importing.banner('2 providers imported')).toContainText(
    'Left out as chosen (secrets or key source): Keys',
  )
  expect(await askedQuestions(app)).toHaveLength(1)

  for (const [text, title] of [
    [poisoned([{ ...settings, more: 1 }]), 'This export cannot be imported'],
    [poisoned(Array.from({ length: 10_000 }, () => settings)), 'Too many providers in one file'],
    [
      '{"touchstone":"export","version":9,"providers":[]}',
      'This export is from a newer Touchstone',
    ],
    ['['.repeat(100_000), 'Not an export of Touchstone'],
    [' '.repeat(17 * 1024 * 1024), 'The file is too large'],
  ] as const) {
    await importing.drop('poison.json', text)
    await expect(importing.banner(title)).toBeVisible()
  }
})

test('script in the window imports only what was previewed', async ({ reuse }, testInfo) => {
  const path = testInfo.outputPath('export.json')
  await writeFile(path, poisoned([settings]))
  const { app } = await reuse()
  await chooseFile(app, path)
  const results = await app.page.evaluate(async () => {
    const opened = await window.api.openImport(null)
    if (!opened.ok) return [opened]
    const { ticket } = opened.value
    const changed = { ticket, chosen: [0], providers: [{ name: 'Evil' }] }
    return [
      await window.api.importProviders(changed),
      await window.api.importProviders({ ticket: crypto.randomUUID(), chosen: [0] }),
      await window.api.importProviders({ ticket, chosen: [0] }),
      await window.api.importProviders({ ticket, chosen: [0] }),
    ]
  })
  expect(results.map(({ ok }) => ok)).toEqual([false, false, true, false])
})

test('the menu and the palette lead to both views', async ({ reuse }) => {
  const { app, window } = await reuse()
  const { page } = window
  for (const title of ['Export providers', 'Import providers']) {
    await app.evaluate(({ Menu }, label) => {
      const file = Menu.getApplicationMenu()?.items.find((item) => item.label === 'File')
      file?.submenu?.items.find((item) => item.label === label)?.click()
    }, title)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('export')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Export providers' })).toBeVisible()
  await expect(page.getByText('No providers to export.')).toBeVisible()
})
