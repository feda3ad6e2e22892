/** An event whose default action a listener can prevent, like Electron's `Event`. */
export class PreventableEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

let ready = false

export const isReady = () => ready

export function becomeReady(): void {
  ready = true
}

/** Many modules cannot be used before `ready`. `message` is that of Electron's error. */
export function requireReady(message: string): void {
  if (!ready) throw new Error(message)
}

export function requireNotReady(message: string): void {
  if (ready) throw new Error(message)
}

/** Messages of the stand-in itself go to standard error, marked with its name. */
export function warn(message: string): void {
  process.stderr.write(`[stand-in] ${message}\n`)
}

/** Reports the failure of work that nothing awaits. */
export function reportFailure(error: unknown): void {
  warn(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
