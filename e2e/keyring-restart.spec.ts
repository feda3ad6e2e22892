import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './pages/touchstone.ts'
import { VaultPanel } from './pages/vault-panel.ts'
import { sealedByAnotherKeyring } from './pages/vault-scenes.ts'

test('a keyring that refused once offers a restart, which quits as usual', async ({ open }) => {
  const first = await open()
  await first.app.close()
  const { userData } = first.app
  await writeFile(join(userData, 'vault-key.json'), sealedByAnotherKeyring)

  const { app, window } = await open({ userData })
  const panel = new VaultPanel(window.page)
  await expect(panel.line).toHaveText(/keyring not available/)
  await panel.open()
  await expect(panel.root).toContainText('Unlock your keyring, then restart Touchstone.')
  await expect(panel.button('Try again')).toHaveCount(0)
  await app.evaluate(({ app: electron }) => {
    electron.relaunch = () => console.error('spec: relaunch')
    electron.on('will-quit', () => console.error('spec: will-quit'))
  })
  await panel.button('Restart Touchstone').click()
  expect(await app.exited).toBe(0)
  expect(app.output()).toMatch(/spec: relaunch[^]*spec: will-quit/)

  const again = await app.restart()
  await expect(new VaultPanel(again.page).line).toHaveText(/keyring not available/)
})
