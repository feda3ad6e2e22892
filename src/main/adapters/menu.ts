import type { MenuItemConstructorOptions } from 'electron'
import type { Events } from '../../shared/ipc.ts'

/** Not `app.name`, which is also that of the user data folder. */
const appName = 'Touchstone'

/** The first menu on macOS, where settings belong into it. */
const appMenu = (settings: MenuItemConstructorOptions): MenuItemConstructorOptions[] => [
  { role: 'about', label: `About ${appName}` },
  { type: 'separator' },
  settings,
  { type: 'separator' },
  { role: 'services' },
  { type: 'separator' },
  { role: 'hide', label: `Hide ${appName}` },
  { role: 'hideOthers' },
  { role: 'unhide' },
  { type: 'separator' },
  { role: 'quit', label: `Quit ${appName}` },
]

/**
 * The application menu. It shows the app's own shortcuts, which the renderer handles
 * (`registerAccelerator: false`), so that every platform behaves the same.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  navigate: (to: Events['navigate']['to']) => void,
): MenuItemConstructorOptions[] {
  const plain = (label: string, to: Events['navigate']['to']) => ({
    label,
    click: () => navigate(to),
  })
  const shown = (label: string, accelerator: string, to: Events['navigate']['to']) => ({
    ...plain(label, to),
    accelerator,
    registerAccelerator: false,
  })
  const settings = shown('Settings', 'CmdOrCtrl+,', 'settings')
  return [
    ...(platform === 'darwin' ? [{ label: appName, submenu: appMenu(settings) }] : []),
    {
      label: 'File',
      submenu: [
        shown('Add provider', 'CmdOrCtrl+N', 'add-provider'),
        shown('Paste a token', 'CmdOrCtrl+Shift+V', 'paste'),
        { type: 'separator' },
        plain('Import providers', 'import'),
        plain('Export providers', 'export'),
        { type: 'separator' },
        ...(platform === 'darwin'
          ? [{ role: 'close' as const }]
          : [settings, { type: 'separator' as const }, { role: 'quit' as const }]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        shown('Activity', 'CmdOrCtrl+Shift+A', 'activity'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The same key without Shift, as browsers have it.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
}
