import type { IconName } from './icons.ts'

export interface MenuItem {
  label: string
  icon?: IconName
  danger?: boolean
  disabled?: boolean
  shortcut?: string
  run: () => void
}
