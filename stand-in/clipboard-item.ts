import type * as Electron from 'electron'
import { strictly } from './strict.ts'

type Payload = string | Blob | Electron.ClipboardBookmark
export type ClipboardPayload = Payload | Promise<string | Blob>

const bookmarkType = 'electron application/bookmark'

/** One clipboard entry in several formats, like `ClipboardItem` of the W3C Clipboard API. */
export class ClipboardItem implements Pick<Electron.ClipboardItem, 'types'> {
  private readonly items: Record<string, ClipboardPayload>

  constructor(items: Record<string, ClipboardPayload>) {
    if (Object.keys(items).length === 0)
      throw new TypeError('ClipboardItem needs at least one type')
    this.items = items
  }

  get types(): string[] {
    return Object.keys(this.items)
  }

  async getType(type: string): Promise<Blob | Electron.ClipboardBookmark> {
    const payload = await this.items[type]
    if (payload === undefined)
      throw new Error(`The type '${type}' was not found in the ClipboardItem`)
    if (typeof payload === 'string') return new Blob([payload], { type })
    if (payload instanceof Blob || type === bookmarkType) return payload
    throw new TypeError(`The payload of '${type}' is neither a string nor a Blob`)
  }

  /** Waits for every payload, so that the stand-in's clipboard writes all of it or nothing. */
  async settled(): Promise<ClipboardItem> {
    const payloads = this.types.map(async (type) => [type, await this.getType(type)] as const)
    return new ClipboardItem(Object.fromEntries(await Promise.all(payloads)))
  }
}

strictly('ClipboardItem', ClipboardItem.prototype)
