import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { commandLine } from './command-line.ts'

const overridden = new Map<string, string>()

/** `app.getPath`, with Electron's defaults for each operating system. */
export function getPath(name: string, appName: string): string {
  const path = overridden.get(name) ?? defaultPath(name, appName)
  if (path === undefined) throw new Error(`Failed to get '${name}' path`)
  return path
}

/** `app.setPath`. Creates the folder, as Electron does. */
export function setPath(name: string, path: string): void {
  if (!isAbsolute(path)) throw new Error('Path must be absolute')
  mkdirSync(path, { recursive: true })
  overridden.set(name, path)
}

function defaultPath(name: string, appName: string): string | undefined {
  switch (name) {
    case 'home':
      return homedir()
    case 'temp':
      return tmpdir()
    case 'exe':
      return process.execPath
    case 'downloads':
      return join(homedir(), 'Downloads')
    case 'appData':
      return appData()
    case 'userData':
    case 'sessionData': {
      const chosen = commandLine.getSwitchValue('user-data-dir')
      return chosen === '' ? join(getPath('appData', appName), appName) : resolve(chosen)
    }
    case 'logs':
      return process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Logs', appName)
        : join(getPath('userData', appName), 'logs')
    default:
      return undefined
  }
}

function appData(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support')
    case 'win32':
      return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
    default:
      return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  }
}
