import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { menuTemplate } from './menu.ts'

function entriesOf(platform: NodeJS.Platform, label: string): MenuItemConstructorOptions[] {
  const menu = menuTemplate(platform, () => undefined).find((each) => each.label === label)
  return Array.isArray(menu?.submenu) ? menu.submenu : []
}
const labels = (platform: NodeJS.Platform, menu: string) =>
  entriesOf(platform, menu).flatMap(({ label, role }) => label ?? role ?? [])

const fileMenu = ['Add provider', 'Paste a token', 'Import providers', 'Export providers']

it('has Settings and the name of the app in the app menu on macOS', () => {
  expect(labels('darwin', 'Touchstone')).toEqual([
    'About Touchstone',
    'Settings',
    'services',
    'Hide Touchstone',
    'hideOthers',
    'unhide',
    'Quit Touchstone',
  ])
  expect(labels('darwin', 'File')).toEqual([...fileMenu, 'close'])
})

it('has Settings in the File menu elsewhere', () => {
  expect(labels('linux', 'Touchstone')).toEqual([])
  expect(labels('linux', 'File')).toEqual([...fileMenu, 'Settings', 'quit'])
})

it.each(['linux', 'win32', 'darwin'] as const)('zooms in with = and with + on %s', (platform) => {
  const zoom = entriesOf(platform, 'View').filter(({ role }) => role === 'zoomIn')
  expect(zoom.map(({ accelerator }) => accelerator)).toEqual([undefined, 'CmdOrCtrl+='])
})
