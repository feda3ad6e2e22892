/** An event whose default action a listener can prevent, as Electron's `Event`. */
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

/** Electron refuses many modules before `ready`; `message` is what it says then. */
export function requireReady(message: string): void {
  if (!ready) throw new Error(message)
}

export function requireNotReady(message: string): void {
  if (ready) throw new Error(message)
}

/** What the stand-in has to say for itself goes to standard error, marked as its own. */
export function warn(message: string): void {
  process.stderr.write(`[stand-in] ${message}\n`)
}

/** Reports the failure of work that nobody waits for. */
export function reportFailure(error: unknown): void {
  warn(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
