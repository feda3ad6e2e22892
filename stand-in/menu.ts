import type * as Electron from 'electron'
import { strictly } from './strict.ts'

type Template = Electron.MenuItemConstructorOptions

/** One entry of a menu. A Chromium app window has no menu bar, so entries are only stored. */
export class MenuItem {
  readonly label: string
  readonly type: NonNullable<Template['type']>
  readonly click: Template['click']
  readonly accelerator: Template['accelerator']
  readonly role: Template['role']
  readonly submenu: Menu | undefined
  enabled: boolean
  checked: boolean

  constructor(options: Template) {
    this.label = options.label ?? ''
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.click = options.click
    this.accelerator = options.accelerator
    this.role = options.role
    this.enabled = options.enabled ?? true
    this.checked = options.checked ?? false
    this.submenu = Array.isArray(options.submenu)
      ? Menu.buildFromTemplate(options.submenu)
      : undefined
  }
}

let applicationMenu: Menu | null = null

export class Menu {
  readonly items: MenuItem[] = []

  append(item: MenuItem): void {
    this.items.push(item)
  }

  /** Shown by the system, which the stand-in cannot: a spec replaces it to see the entries. */
  popup(): void {
    // Nothing is shown.
  }

  static buildFromTemplate(template: Template[]): Menu {
    const menu = new Menu()
    for (const options of template) menu.append(new MenuItem(options))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
}

strictly('Menu', Menu)
strictly('Menu', Menu.prototype)
strictly('MenuItem', MenuItem.prototype)
