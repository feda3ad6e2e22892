import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Whether a binary that is there can also run. Only Linux needs asking: there libraries may be
 * missing, and Electron's sandbox may be.
 *
 * @returns why it cannot, and what helps; undefined when it can
 */
export function whyNotStarting(
  executable: string,
  kind: 'electron' | 'chromium',
): string | undefined {
  if (process.platform !== 'linux') return undefined
  return (
    missingLibraries(executable) ?? (kind === 'electron' ? missingSandbox(executable) : undefined)
  )
}

function missingLibraries(executable: string): string | undefined {
  const { status, stderr, error } = spawnSync(executable, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    // Electron answers as Node then, without a display.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim().split('\n')[0]
}

/**
 * Chromium's sandbox needs user namespaces, or a helper that belongs to root; as root it is off.
 */
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
