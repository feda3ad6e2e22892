import { ipcMain } from './ipc-main.ts'
import { PreventableEvent } from './lifecycle.ts'
import type { FromMain, ToMain } from './page/preload-world.ts'
import { strictly } from './strict.ts'
import { record } from './traffic.ts'
import type { WebFrame } from './web-frame.ts'
import { pack, unpack } from './wire.ts'

/** The `event` of an IPC handler. `sender` is the `WebContents` of the page that called. */
class CallEvent extends PreventableEvent {
  readonly type = 'frame'
  readonly sender: object
  readonly processId: number
  readonly frameId: number
  private readonly frame: WebFrame

  constructor(sender: object, frame: WebFrame) {
    super()
    this.sender = sender
    this.frame = frame
    this.processId = frame.processId
    this.frameId = frame.routingId
  }

  /** Null once the document that called has been replaced. */
  get senderFrame(): WebFrame | null {
    return this.frame.detached ? null : this.frame
  }
}

strictly('IpcMainInvokeEvent', CallEvent.prototype)

/** Replies to one `ipcRenderer.invoke`. Only the text of an error reaches the page, as in Electron. */
export async function replyToInvoke(
  sender: object,
  frame: WebFrame,
  { id, channel, args }: ToMain & { type: 'invoke' },
): Promise<FromMain> {
  record('to-main', channel, args)
  try {
    const event = new CallEvent(sender, frame)
    const value = pack(await ipcMain.invoke(channel, event, unpackArguments(args)))
    record('to-renderer', channel, value)
    return { type: 'reply', id, value }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    record('to-renderer', channel, String(error))
    return { type: 'reply', id, error: String(error) }
  }
}

/** Delivers one `ipcRenderer.send`. */
export function deliverSend(
  sender: object,
  frame: WebFrame,
  { channel, args }: ToMain & { type: 'send' },
): void {
  record('to-main', channel, args)
  ipcMain.emit(channel, new CallEvent(sender, frame), ...unpackArguments(args))
}

function unpackArguments(packed: string): unknown[] {
  const args = unpack(packed)
  return Array.isArray(args) ? args : []
}
