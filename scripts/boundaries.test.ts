import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

/** Lints code as if it were in a given file: each case plants a violation. */
const eslint = new ESLint({
  cwd: fileURLToPath(new URL('..', import.meta.url)),
})

async function rulesBrokenBy(code: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'parse error')
}

const boundary = '@typescript-eslint/no-restricted-imports'

describe('the boundaries between the folders', () => {
  it.each([
    ['src/shared/result.ts', `export { readFile } from 'node:fs/promises'`],
    ['src/shared/result.ts', `export { app } from 'electron'`],
    ['src/shared/result.ts', `export { serve } from '../main/ipc.ts'`],
    ['src/shared/result.ts', `export { stateAt } from '../inspector/lifetime/lifetime.ts'`],
    ['src/inspector/inspect.ts', `export { mount } from 'svelte'`],
    ['src/inspector/inspect.ts', `export type { ProviderTemplate } from '../shared/template.ts'`],
    ['src/inspector/json/read.ts', `export { createHash } from 'node:crypto'`],
    ['src/demo/index.ts', `export { app } from 'electron'`],
    ['src/cli/cli.ts', `export { inspect } from '../inspector/inspect.ts'`],
    ['src/renderer/text/bytes.ts', `export { inspect } from '../../inspector/inspect.ts'`],
    ['src/main/verify/key.ts', `export { readJson } from '../../inspector/json/read.ts'`],
    ['src/main/http/client.ts', `export { createRuns } from '../provider/runs.ts'`],
    ['stand-in/app.ts', `export { ok } from '../src/shared/result.ts'`],
    ['stand-in/app.ts', `export { test } from '../e2e/fixture.ts'`],
    ['src/main/inputs.ts', `export { app } from 'electron'`],
    ['src/main/vault/vault.ts', `export { safeStorage } from 'electron'`],
    ['src/main/workspace/activity.ts', `export { default } from 'electron-store'`],
    ['src/main/inputs.ts', `export { default } from '../renderer/main.ts'`],
    ['src/main/window.ts', `export { default } from '../renderer/main.ts'`],
    ['src/renderer/text/bytes.ts', `export { createApp } from '../main/app.ts'`],
    ['src/renderer/text/bytes.ts', `export { ipcRenderer } from 'electron'`],
    ['src/renderer/text/bytes.ts', `export { readFile } from 'node:fs/promises'`],
    ['src/renderer/text/bytes.ts', `export { z } from 'zod'`],
  ])('in %s refuse %s', async (file, code) => {
    expect(await rulesBrokenBy(code, file)).toContain(boundary)
  })

  it.each([
    ['src/main/window.ts', `export { BrowserWindow } from 'electron'`],
    ['src/main/adapters/clipboard.ts', `export { clipboard } from 'electron'`],
    ['src/main/inputs.ts', `export { ok } from '../shared/result.ts'`],
    ['src/shared/result.ts', `export { z } from 'zod'`],
    ['src/shared/result.ts', `export { inspect } from '../inspector/index.ts'`],
    ['src/cli/cli.ts', `export { inspect } from '../inspector/index.ts'`],
    ['src/main/verify/key.ts', `export { send } from '../http/send.ts'`],
  ])('in %s allow %s', async (file, code) => {
    expect(await rulesBrokenBy(code, file)).not.toContain(boundary)
  })
})
