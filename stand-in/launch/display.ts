import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface VirtualDisplay {
  /** As in `DISPLAY`. */
  name: string
  end: () => Promise<void>
}

/** Starts an X server without a screen, so that no window appears and the user's clipboard is untouched. */
export async function startDisplay(): Promise<VirtualDisplay> {
  const options = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = (await once(server.stdio[3] ?? server, 'data')) as [Buffer]
  return {
    name: `:${number.toString().trim()}`,
    async end() {
      server.kill()
      await once(server, 'exit')
    },
  }
}
