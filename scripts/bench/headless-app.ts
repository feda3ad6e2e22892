import { join } from 'node:path'
import { type App, createApp } from '../../src/main/app.ts'
import { defaultPreferences } from '../../src/shared/preferences.ts'
import type { Result } from '../../src/shared/result.ts'
import { root } from '../runtime/build.ts'

/** The real main process on real files, without Electron and a window. The keyring is an XOR. */
export async function startHeadlessApp(userDataFolder: string): Promise<App> {
  const app = valueOf(
    await createApp({
      userDataFolder,
      templatesFolder: join(root, 'resources/templates'),
      cipher: {
        available: () => Promise.resolve(true),
        encrypt: (text) =>
          Promise.resolve(Buffer.concat([Buffer.from('v11'), turned(Buffer.from(text))])),
        decrypt: (sealed) =>
          Promise.resolve({ text: turned(sealed.subarray(3)).toString(), shouldReEncrypt: false }),
      },
      clipboard: {
        copy: () => Promise.resolve(),
        copyPlain: () => Promise.resolve(),
        clearOurs: () => Promise.resolve(),
      },
      preferences: {
        read: () => ({ ...defaultPreferences, demo: false }),
        change: () => ({ ok: true, value: null }),
        order: () => [],
        setOrder: () => ({ ok: true, value: null }),
        windowState: () => null,
        setWindowState: () => undefined,
        demoAdded: () => true,
        setDemoAdded: () => undefined,
      },
      publish: () => undefined,
      proxyFor: () => Promise.resolve('DIRECT'),
      confirm: () => Promise.resolve(0),
      chooseFile: { toSave: () => Promise.resolve(null), toOpen: () => Promise.resolve(null) },
      openExternal: () => Promise.resolve(),
      restart: () => undefined,
      onReveal: () => undefined,
      onPreferences: () => undefined,
      about: { version: '0', runtime: 'bench', platform: process.platform },
      now: Date.now,
      log: (line) => console.error(line),
    }),
  )
  // As the window does first; after it, all files have been read.
  valueOf(await app.handlers.snapshot(null))
  return app
}

const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x55))

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}
