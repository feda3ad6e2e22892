import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { findElectron } from '../browsers/find-electron.ts'
import { runtimeToUse } from '../browsers/runtime.ts'
import { switchesOfRoot } from '../root.ts'
import { startMain } from './on-chromium.ts'
import { collectOutput } from './running-app.ts'

export interface Started {
  output: () => string
  exited: Promise<number | null>
  end: () => Promise<unknown>
}

/** Starts an app of which no window is expected, so that nothing can be evaluated in it. */
export async function startWithoutWindow(
  app: string,
  userData: string,
  args: string[] = [],
): Promise<Started> {
  if (runtimeToUse() === 'chromium') {
    const { child, exited, output } = await startMain({ app, userData, args })
    return {
      output,
      exited,
      end: () => {
        child.kill('SIGKILL')
        return exited
      },
    }
  }
  const electron = findElectron()
  if (electron === undefined) throw new Error('Electron is not installed')
  const child = spawn(electron, [app, `--user-data-dir=${userData}`, ...switchesOfRoot, ...args])
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    output: collectOutput([child.stdout, child.stderr]),
    exited,
    end: () => {
      child.kill('SIGKILL')
      return exited
    },
  }
}
