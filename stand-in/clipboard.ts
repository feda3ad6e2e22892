import type * as Electron from 'electron'
import { ClipboardItem } from './clipboard-item.ts'
import { reportFailure } from './lifecycle.ts'
import { strictly } from './strict.ts'
import { systemClipboard } from './system-clipboard.ts'

/**
 * A headless process has a clipboard of its own. With a visible window, text is also written to and
 * read from the system clipboard. The other formats, such as those that keep secrets out of
 * clipboard histories, stay in this process, because Chromium lets no page write them.
 */
let items: ClipboardItem[] = []

async function textOf(entries: readonly ClipboardItem[]): Promise<string> {
  const entry = entries.find(({ types }) => types.includes('text/plain'))
  const payload = await entry?.getType('text/plain')
  return payload instanceof Blob ? payload.text() : ''
}

async function put(entries: readonly ClipboardItem[]): Promise<void> {
  const settled = await Promise.all(entries.map((entry) => entry.settled()))
  items = settled
  await systemClipboard.writeText(await textOf(settled))
}

async function current(): Promise<ClipboardItem[]> {
  const text = await systemClipboard.readText()
  const isOurs = text === undefined || text === (await textOf(items))
  if (!isOurs) items = text === '' ? [] : [new ClipboardItem({ 'text/plain': text })]
  return items
}

export const clipboard = strictly('Clipboard', {
  write: (entries) => put(entries),
  writeText: (text) => put([new ClipboardItem({ 'text/plain': text })]),
  read: () => current(),
  readText: async () => textOf(await current()),
  has: async (type) => (await current()).some(({ types }) => types.includes(type)),
  clear() {
    items = []
    systemClipboard.writeText('').catch(reportFailure)
  },
} satisfies Omit<Electron.Clipboard, 'selection' | 'read' | 'write'> & {
  read: () => Promise<ClipboardItem[]>
  write: (entries: ClipboardItem[]) => Promise<void>
})
