import type { IconName } from './icons.ts'

/** An entry of a menu. */
export interface MenuItem {
  label: string
  icon?: IconName
  danger?: boolean
  disabled?: boolean
  /** Set for one choice among several: whether it is the current one. */
  checked?: boolean
  shortcut?: string
  run: () => void
}
