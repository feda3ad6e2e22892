/** A key with modifiers, such as `mod+shift+a` or `?`. `mod` is Cmd on macOS, else Ctrl. */
export type Shortcut = string

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

export function matches(event: Keys, shortcut: Shortcut, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1)
  const mod = isMac ? event.metaKey : event.ctrlKey
  const other = isMac ? event.ctrlKey : event.metaKey
  if (event.key.toLowerCase() !== key || other || event.altKey) return false
  // For keys that are not letters, Shift may be part of typing them, as for `?`.
  const shift = parts.includes('shift') || !/[a-z]/.test(key) ? event.shiftKey : !event.shiftKey
  return mod === parts.includes('mod') && (shift || !/[a-z]/.test(key))
}

/** Inspects what is on the clipboard, also while a text field has the focus. */
export const pasteShortcut: Shortcut = 'mod+shift+v'

const fields = 'input, textarea, select, [contenteditable]'

/** Whether the target of an event takes typed text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(fields)

/** In the notation of the platform: `Ctrl+Shift+A`, `⇧⌘A`. */
export function shortcutText(shortcut: Shortcut, isMac: boolean): string {
  const parts = shortcut.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
    if (part === 'shift') return isMac ? '⇧' : 'Shift'
    return part.charAt(0).toUpperCase() + part.slice(1)
  })
  if (!isMac) return parts.join('+')
  const key = parts.pop() ?? ''
  return [...parts.reverse(), key].join('')
}
