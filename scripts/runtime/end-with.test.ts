import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'

/** In place of Electron: says which signals it gets. */
const app = `#!${process.execPath}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => console.log(signal))
setInterval(() => undefined, 1000)
console.log(process.pid)
`

const start = `
import { endWith } from ${JSON.stringify(new URL('./end-with.ts', import.meta.url).href)}
import { runApp } from ${JSON.stringify(new URL('./run-app.ts', import.meta.url).href)}
const app = runApp({ kind: 'electron', executable: process.argv[1] }, [])
endWith(() => app)
`

it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s to the whole group, and again from npm, is one signal for the app',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'touchstone-end-with-'))
    const executable = join(folder, 'app')
    writeFileSync(executable, app, { mode: 0o755 })
    const group = spawn(process.execPath, ['--input-type=module', '-e', start, executable], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: group.stdout })
    const [appId] = (await once(lines, 'line')) as [string]
    try {
      const signals: string[] = []
      lines.on('line', (line) => signals.push(line))
      const { pid = 0 } = group
      process.kill(-pid, signal)
      await expect.poll(() => signals.length).toBeGreaterThan(0)
      process.kill(pid, signal)
      await setTimeout(200)
      expect(signals).toEqual([signal])
    } finally {
      process.kill(Number(appId), 'SIGKILL')
      group.kill('SIGKILL')
      rmSync(folder, { recursive: true, maxRetries: 10 })
    }
  },
)
