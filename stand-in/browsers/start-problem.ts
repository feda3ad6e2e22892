import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RuntimeKind } from './runtime.ts'

/**
 * Checks whether an installed binary can start. Only on Linux can it not: libraries may be missing,
 * or what Electron's sandbox needs.
 *
 * @returns the reason, with a remedy where there is one; undefined if it can start
 */
export function startProblem(executable: string, kind: RuntimeKind): string | undefined {
  if (process.platform !== 'linux') return undefined
  return (
    missingLibraries(executable) ?? (kind === 'electron' ? missingSandbox(executable) : undefined)
  )
}

function missingLibraries(executable: string): string | undefined {
  const { status, stderr, error } = spawnSync(executable, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    // Makes Electron behave as Node, which needs no display.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim().split('\n')[0]
}

/** Chromium's sandbox needs user namespaces or a setuid helper. For root it is switched off. */
function missingSandbox(electron: string): string | undefined {
  if (process.getuid?.() === 0) return undefined
  const isRestricted =
    readSetting('apparmor_restrict_unprivileged_userns') === '1' ||
    readSetting('unprivileged_userns_clone') === '0'
  if (!isRestricted) return undefined
  const helper = join(dirname(electron), 'chrome-sandbox')
  const status = statSync(helper, { throwIfNoEntry: false })
  if (status?.uid === 0 && (status.mode & 0o4000) !== 0) return undefined
  const remedy = `sudo chown root '${helper}' && sudo chmod 4755 '${helper}'`
  return `this system keeps its sandbox from starting; \`${remedy}\` helps`
}

function readSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim()
  } catch {
    // This kernel does not have the setting.
    return undefined
  }
}
