import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it.skipIf(process.platform !== 'linux')('needs a display to start on', () => {
  const start = join(import.meta.dirname, 'start.ts')
  const { status, stderr } = spawnSync(process.execPath, [start], { env: {}, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('xvfb-run -a npm start')
})
