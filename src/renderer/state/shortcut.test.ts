import { expect, it } from 'vitest'
import { matches, shortcutText } from './shortcut.ts'

const keys = (
  key: string,
  held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', true>> = {},
) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
})

it.each([
  ['mod+k', keys('k', { ctrl: true }), false],
  ['mod+k', keys('k', { meta: true }), true],
  ['mod+shift+a', keys('A', { ctrl: true, shift: true }), false],
  ['mod+,', keys(',', { ctrl: true }), false],
  ['mod+enter', keys('Enter', { ctrl: true }), false],
  ['?', keys('?', { shift: true }), false],
  ['escape', keys('Escape'), false],
])('knows %s', (shortcut, event, isMac) => expect(matches(event, shortcut, isMac)).toBe(true))

it.each([
  ['mod+k', keys('k'), false],
  ['mod+k', keys('k', { meta: true }), false],
  ['mod+k', keys('k', { ctrl: true }), true],
  ['mod+k', keys('K', { ctrl: true, shift: true }), false],
  ['mod+k', keys('k', { ctrl: true, alt: true }), false],
  ['mod+shift+a', keys('a', { ctrl: true }), false],
  ['escape', keys('Escape', { ctrl: true }), false],
])('does not take another key for %s', (shortcut, event, isMac) =>
  expect(matches(event, shortcut, isMac)).toBe(false),
)

it.each([
  ['mod+shift+a', false, 'Ctrl+Shift+A'],
  ['mod+shift+a', true, '⇧⌘A'],
  ['mod+,', true, '⌘,'],
  ['escape', false, 'Escape'],
])('writes %s as the platform does', (shortcut, isMac, text) =>
  expect(shortcutText(shortcut, isMac)).toBe(text),
)
