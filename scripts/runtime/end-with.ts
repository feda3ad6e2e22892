import { type ChildProcess, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { whenGone } from '../../src/demo/when-gone.ts'

/** Signals within this time are from one key press; a later one is from an impatient user. */
const oneKeyPressMs = 2000

/**
 * Ends the app when this process gets a signal, or when npm has ended.
 *
 * The app gets one signal only: a second one would end Electron before it has cleared the clipboard,
 * and Ctrl+C arrives twice, from the terminal and from npm. A later signal kills the app.
 */
export function endWith(app: () => ChildProcess | undefined): void {
  let firstAt: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      app()?.kill(signal)
    } else if (performance.now() - firstAt > oneKeyPressMs) app()?.kill('SIGKILL')
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const npm = npmAbove(process.ppid)
    for (const pid of new Set([process.ppid, npm])) {
      whenGone(pid, () => {
        // Not as impatience: whoever is above may take longer to go than the first signal to come.
        if (firstAt === undefined) end('SIGTERM')
      })
    }
  }
}

/**
 * The process id of npm, or of its shell if npm cannot be identified. npm passes SIGINT and SIGTERM on to that
 * shell alone, which on Debian tells nobody of SIGINT: so the scripts of package.json have it replaced by
 * `exec`. On SIGHUP npm ends, and a shell that was not replaced stays.
 */
function npmAbove(parent: number): number {
  if (process.platform === 'win32') return parent
  try {
    const [above, command] = processInfo(parent)
    // Where the shell has become this process, npm is the parent.
    return command.includes(basename(process.argv[1] ?? '')) ? above : parent
  } catch {
    return parent
  }
}

/** @returns the parent's process id and the command line */
function processInfo(pid: number): [parent: number, command: string] {
  if (process.platform === 'linux') {
    // After the name, which is in parentheses: state and parent (proc_pid_stat(5)).
    const [, parent] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return [Number(parent), readFileSync(`/proc/${pid}/cmdline`, 'utf8')]
  }
  const [parent = '', ...command] = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], {
    encoding: 'utf8',
  })
    .trim()
    .split(/\s+/)
  return [Number(parent), command.join(' ')]
}
