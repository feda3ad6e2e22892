import { clipboard, ClipboardItem } from 'electron'

/**
 * The formats beside the text that ask each system to keep it out of clipboard histories and cloud
 * synchronization. A DWORD of 0 or 1 is four bytes, little-endian. Sources: Windows "Cloud Clipboard and Clipboard
 * History Formats", nspasteboard.org, KDE's password manager hint.
 */
const concealed: Record<string, Record<string, Blob>> = {
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: dword(1),
    CanIncludeInClipboardHistory: dword(0),
    CanUploadToCloudClipboard: dword(0),
  },
  darwin: {
    'org.nspasteboard.ConcealedType': new Blob(['1']),
    'org.nspasteboard.TransientType': new Blob(['1']),
  },
  linux: { 'x-kde-passwordManagerHint': new Blob(['secret']) },
}

function dword(value: number): Blob {
  return new Blob([new Uint8Array([value, 0, 0, 0])])
}

const rawFormat = (name: string) => `electron application/osclipboard;format="${name}"`

export type SecretClipboard = ReturnType<typeof createSecretClipboard>

export function createSecretClipboard(platform: NodeJS.Platform, log: (line: string) => void) {
  let ours: { text: string; timer: NodeJS.Timeout } | null = null

  /** Clears the clipboard now if it still holds our text. A failure is logged, and tried again at quit. */
  async function clearOurs(): Promise<void> {
    const copied = ours
    if (!copied) return
    clearTimeout(copied.timer)
    try {
      if ((await clipboard.readText()) === copied.text) clipboard.clear()
      if (ours === copied) ours = null
    } catch (error) {
      log(`the clipboard is not cleared: ${error instanceof Error ? error.name : typeof error}`)
    }
  }

  return {
    /** Copies the text with these formats, and clears it after the given time. */
    async copy(text: string, clearAfterSeconds: number): Promise<void> {
      const hints = Object.entries(concealed[platform] ?? {})
      await clipboard.write([
        new ClipboardItem({
          'text/plain': text,
          ...Object.fromEntries(hints.map(([name, value]) => [rawFormat(name), value])),
        }),
      ])
      if (ours) clearTimeout(ours.timer)
      const timer = setTimeout(() => void clearOurs(), clearAfterSeconds * 1000)
      ours = { text, timer }
    },
    /** Copies a text that is no secret. It stays on the clipboard. */
    copyPlain: (text: string): Promise<void> => clipboard.writeText(text),
    clearOurs,
  }
}
