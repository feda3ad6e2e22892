import { join } from 'node:path'
import { expect, test } from './fixture.ts'

const plain = join(import.meta.dirname, 'stand-in/fixtures/plain/main.js')

test('runs an app: main, preload and page', async ({ launch }) => {
  const app = await launch({ app: plain })
  await expect(app.page.locator('h1')).toHaveText('Ready')
  expect(await app.evaluate(({ app }) => app.getName())).toBe('Electron')
  const again = await app.restart()
  await expect(again.page.locator('h1')).toHaveText('Ready')
  expect(again.userData).toBe(app.userData)
})
