import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { Page } from 'playwright'
import { reportFailure } from './lifecycle.ts'
import { strictly } from './strict.ts'

type Source = Electron.NativeTheme['themeSource']

class NativeTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  private source: Source = 'system'
  private isChromiumDark = false
  private readonly pages = new Set<Page>()

  get themeSource(): Source {
    return this.source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) {
      throw new TypeError(`Error processing argument: '${source}' is not a theme source`)
    }
    const wasDark = this.shouldUseDarkColors
    this.source = source
    if (this.shouldUseDarkColors !== wasDark) this.emit('updated')
    for (const page of this.pages) this.show(page).catch(reportFailure)
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? this.isChromiumDark : this.source === 'dark'
  }

  private show(page: Page): Promise<void> {
    return page.emulateMedia({ colorScheme: this.source === 'system' ? null : this.source })
  }

  /** For the windows of the stand-in; not part of Electron's `nativeTheme`. */
  readonly standIn = {
    follow: async (page: Page) => {
      this.pages.add(page)
      page.once('close', () => this.pages.delete(page))
      if (this.source !== 'system') await this.show(page)
    },
    /** Takes `prefers-color-scheme` from a page. It is the system's unless main has set a source. */
    chromiumIsDark: (isDark: boolean) => {
      if (this.source !== 'system') return
      const wasDark = this.shouldUseDarkColors
      this.isChromiumDark = isDark
      if (this.shouldUseDarkColors !== wasDark) this.emit('updated')
    },
  }
}

export const nativeTheme = strictly('NativeTheme', new NativeTheme())
