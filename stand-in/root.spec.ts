import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, fixtureApp, test } from './launch/fixture.ts'
import { startMain } from './launch/on-chromium.ts'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
test.skip(!isRoot, 'Chromium refuses its sandbox to root alone, on Linux')

test('does not start for root without --no-sandbox', () => {
  const userData = `--user-data-dir=${test.info().outputPath('data')}`
  const started = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'run.ts'), fixtureApp('plain'), userData],
    { encoding: 'utf8', timeout: 30_000 },
  )
  expect(started.stderr).toContain('Running as root without --no-sandbox is not supported')
  expect(started.status).toBe(1)
})

test('has no window for root where app.enableSandbox() takes that switch away', async () => {
  const env = { FIXTURE_SANDBOX: 'on' }
  const userData = test.info().outputPath('data')
  const main = await startMain({ app: fixtureApp('plain'), userData, env })
  try {
    await expect.poll(main.output).toContain('No window: Running as root')
    expect(
      await main.ask({
        type: 'evaluate',
        source: '({ BrowserWindow }) => BrowserWindow.getAllWindows().length',
        argument: null,
      }),
    ).toBe(0)
  } finally {
    main.child.kill('SIGKILL')
    await main.exited
  }
})
