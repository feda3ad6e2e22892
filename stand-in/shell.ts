import { spawn } from 'node:child_process'
import type * as Electron from 'electron'
import { isHeadless } from './browser.ts'
import { warn } from './lifecycle.ts'
import { strictly } from './strict.ts'

const openers: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

export const shell = strictly('Shell', {
  /** Only logs the URL when headless. */
  openExternal(url: string) {
    const { href } = new URL(url)
    warn(`openExternal ${href}`)
    const [command, ...args] = openers[process.platform] ?? []
    if (isHeadless() || command === undefined) return Promise.resolve()
    return new Promise<void>((resolve, reject) => {
      const opener = spawn(command, [...args, href], { stdio: 'ignore', detached: true })
      opener.once('error', reject)
      opener.once('spawn', () => {
        opener.unref()
        resolve()
      })
    })
  },
} satisfies Partial<Electron.Shell>)
