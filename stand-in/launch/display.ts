import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface VirtualDisplay {
  /** For an app with a visible window on this display. */
  env: Record<string, string>
  end: () => Promise<void>
}

export const xvfb = '/usr/bin/Xvfb'

/** Starts an X server without a screen, so that no window appears and the user's clipboard is untouched. */
export async function startDisplay(): Promise<VirtualDisplay> {
  const options = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const server = spawn(xvfb, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = (await once(server.stdio[3] ?? server, 'data')) as [Buffer]
  return {
    env: {
      DISPLAY: `:${number.toString().trim()}`,
      WAYLAND_DISPLAY: '',
      TOUCHSTONE_HEADLESS: '0',
    },
    async end() {
      server.kill()
      await once(server, 'exit')
    },
  }
}
