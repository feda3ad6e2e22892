import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it.skipIf(process.platform !== 'linux')('needs a display to start on', () => {
  const start = join(import.meta.dirname, 'start.ts')
  const { status, stderr } = spawnSync(process.execPath, [start], { env: {}, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('xvfb-run -a npm start')
})

it('has an exec for the shell of Windows, which has none', () => {
  const root = join(import.meta.dirname, '..')
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('&& exec node')
  expect(existsSync(join(root, 'exec.cmd'))).toBe(true)
})
