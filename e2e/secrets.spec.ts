import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startSentinelService } from './pages/sentinel-service.ts'
import { expect, gocardless, opened, test } from './pages/touchstone.ts'

/** Every file below a folder, as text. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'latin1'))
  return (await Promise.all(texts)).join('\n')
}

test('no secret, opaque token or signature leaves main, or is on disk or in a log', async ({
  open,
  launch,
}) => {
  const service = await startSentinelService()
  const { userData, ...first } = await launch()
  await first.close()
  const env = { TOUCHSTONE_STAND_IN_KEYRING: `${userData}.keyring` }
  const { app, window } = await open({ userData, env })
  await window.add({
    name: 'Sentinel',
    environment: 'test',
    baseUrl: service.baseUrl,
    template: gocardless,
    fields: {},
    secrets: { secret_id: service.sentinels.secretId, secret_key: service.sentinels.secretKey },
  })
  await window.select('Sentinel')
  await window.run('Obtain')
  await expect(window.outcome).toContainText('succeeded')
  await window.tab('Refresh token').click()
  await window.tab('Access token').click()
  await window.run('Refresh')
  await expect(window.outcome).toContainText('succeeded')
  await window.copyToken()
  await expect(window.page.getByText('Cleared from the clipboard').first()).toBeVisible()
  service.fail(true)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('You sent')
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain failed')
  await window.callEverythingThatTells()

  const traffic = (await app.traffic()) ?? []
  const fromMain = traffic.filter(({ direction }) => direction === 'to-renderer')
  expect(fromMain.length).toBeGreaterThan(10)
  const again = await opened(await app.restart())
  await again.window.select('Sentinel')
  const later = (await again.app.traffic()) ?? []
  const places = {
    'what main told the page': JSON.stringify(fromMain),
    'what main told the page after a restart': JSON.stringify(
      later.filter(({ direction }) => direction === 'to-renderer'),
    ),
    'what main wrote to its output': app.output() + again.app.output(),
    'the disk': await everythingIn(userData),
    'the page': await again.window.page.content(),
  }
  for (const [place, text] of Object.entries(places)) {
    for (const [what, sentinel] of Object.entries(service.sentinels)) {
      expect.soft(text.includes(sentinel), `${what} in ${place}`).toBe(false)
    }
  }
  await service.close()
})
