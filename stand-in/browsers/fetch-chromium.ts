import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findInstalledChromium, findPlaywrightChromium } from './find-chromium.ts'

const timeLimitMs = 120_000

/**
 * Downloads Playwright's Chromium, unless `TOUCHSTONE_NO_DOWNLOAD=1`.
 *
 * @returns the executable; undefined if the download failed or is not allowed
 */
export function downloadPlaywrightChromium(): string | undefined {
  if (process.env['TOUCHSTONE_NO_DOWNLOAD'] === '1') return undefined
  const seconds = timeLimitMs / 1000
  console.log(
    `Downloading a Chromium, at most ${seconds} s (TOUCHSTONE_NO_DOWNLOAD=1 keeps from it)`,
  )
  const playwright = dirname(createRequire(import.meta.url).resolve('playwright/package.json'))
  spawnSync(process.execPath, [join(playwright, 'cli.js'), 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  })
  return findPlaywrightChromium()
}

export const aptCommand = 'apt-get update && apt-get install -y chromium xvfb'

/**
 * Installs Debian's Chromium if this process runs as root, unless `TOUCHSTONE_NO_APT=1`.
 *
 * @returns the executable; undefined if the installation failed or is not allowed
 */
export function installChromium(): string | undefined {
  if (process.env['TOUCHSTONE_NO_APT'] === '1' || !mayInstall()) return undefined
  console.log(`Installing a Chromium with \`${aptCommand}\` (TOUCHSTONE_NO_APT=1 keeps from it)`)
  const { status, stderr } = spawnSync('sh', ['-c', aptCommand], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) console.error(stderr.trim())
  return findInstalledChromium()
}

function mayInstall(): boolean {
  return (
    process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
  )
}
