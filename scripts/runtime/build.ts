import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

const built = ['main/index.js', 'preload/index.cjs', 'renderer/index.html'].map((file) =>
  join(root, 'out', file),
)
const sources = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** The script of electron-vite, to be run by the same Node as this process. */
const electronVite = join(
  dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
  'bin/electron-vite.js',
)

/**
 * Builds the app if a source is newer than the build.
 *
 * @returns whether there is a build now
 */
export function buildIfStale(): boolean {
  if (built.every(existsSync)) {
    const builtAt = Math.min(...built.map((file) => statSync(file).mtimeMs))
    if (sources.every((source) => newestIn(join(root, source)) < builtAt)) return true
  }
  console.log('Building')
  const build = [electronVite, 'build', '--logLevel', 'warn']
  return spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' }).status === 0
}

/** When a file, or any file in a folder, was last changed; epoch milliseconds. */
function newestIn(path: string): number {
  const status = statSync(path)
  if (!status.isDirectory()) return status.mtimeMs
  const inside = readdirSync(path).map((name) => newestIn(join(path, name)))
  return Math.max(status.mtimeMs, ...inside)
}
