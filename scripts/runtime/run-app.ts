import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.ts'
import type { Runtime } from '../../stand-in/browsers/choose-runtime.ts'
import { switchesOfRoot } from '../../stand-in/root.ts'

/** Whether there is a display for a window; prints what to do if not. */
export function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return true
  console.error(
    'No display found: neither DISPLAY nor WAYLAND_DISPLAY is set.\n' +
      'Start it from a desktop session, or on a virtual display: xvfb-run -a npm start',
  )
  return false
}

/**
 * Starts the built app with a visible window. On Linux and macOS it is detached from the terminal, so
 * that Ctrl+C reaches it only by `endWith`.
 */
export function runApp({ kind, executable }: Runtime, args: string[]): ChildProcess {
  const options = { cwd: root, stdio: 'inherit', detached: process.platform !== 'win32' } as const
  const given = ['.', ...switchesOfRoot, ...args]
  if (kind === 'electron') return spawn(executable, given, options)
  return spawn(process.execPath, ['stand-in/run.ts', ...given], {
    ...options,
    env: {
      ...process.env,
      TOUCHSTONE_CHROMIUM: executable,
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/stand-in'),
    },
  })
}
