import type { MenuItemConstructorOptions } from 'electron'
import type { Events } from '../../shared/ipc.ts'

/**
 * The application menu. It shows the app's own shortcuts, which the renderer handles
 * (`registerAccelerator: false`), so that every platform behaves the same.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  navigate: (to: Events['navigate']['to']) => void,
): MenuItemConstructorOptions[] {
  const shown = (label: string, accelerator: string, to: Events['navigate']['to']) => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => navigate(to),
  })
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        shown('Add provider', 'CmdOrCtrl+N', 'add-provider'),
        shown('Paste a token', 'CmdOrCtrl+Shift+V', 'paste'),
        { type: 'separator' },
        shown('Settings', 'CmdOrCtrl+,', 'settings'),
        { type: 'separator' },
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
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
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
}
