import type { RunningApp } from '../../stand-in/launch/running-app.ts'

/**
 * Simulates a full disk in main: every write through a file handle fails with ENOSPC, while reading
 * and renaming still work. Needs no root, no mount and no particular system.
 */
export const fillDisk = (app: RunningApp): Promise<void> =>
  app.evaluate(async ({ app }) => {
    const { open } = process.getBuiltinModule('node:fs/promises')
    const handle = await open(process.execPath, 'r')
    const every = Object.getPrototypeOf(handle) as { write: unknown }
    await handle.close()
    const { write } = every
    Object.assign(app, { emptyDisk: () => (every.write = write) })
    every.write = () =>
      Promise.reject(
        Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
      )
  })

export const emptyDisk = (app: RunningApp): Promise<void> =>
  app.evaluate(({ app }) => {
    ;(app as unknown as { emptyDisk: () => void }).emptyDisk()
  })
