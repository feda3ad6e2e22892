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

export function createSecretClipboard(platform: NodeJS.Platform) {
  let ours: { text: string; timer: NodeJS.Timeout } | null = null

  /** Clears the clipboard now if it still holds our text. */
  async function clearOurs(): Promise<void> {
    if (!ours) return
    const { text, timer } = ours
    ours = null
    clearTimeout(timer)
    if ((await clipboard.readText()) === text) clipboard.clear()
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
    clearOurs,
  }
}
