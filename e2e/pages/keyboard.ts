import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** What has the focus: its accessible name, and how it shows. */
interface Focused {
  name: string
  /** Somewhere in particular: not the page as a whole. */
  somewhere: boolean
  /** With an outline, on the screen. */
  visible: boolean
}

/** A person without a mouse: Tab, arrows and letters, always looking where the focus is. */
export class Keyboard {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text)
  }

  focused(): Promise<Focused> {
    return this.page.evaluate(() => {
      const element = document.activeElement
      const nowhere = { name: '', somewhere: false, visible: false }
      if (!(element instanceof HTMLElement) || element === document.body) return nowhere
      const labels = 'labels' in element ? Array.from(element.labels as NodeListOf<Element>) : []
      const labelledBy = (element.getAttribute('aria-labelledby') ?? '').split(' ')
      const names = [
        element.getAttribute('aria-label'),
        ...labelledBy.map((id) => document.getElementById(id)?.textContent),
        ...labels.map((label) => label.textContent),
        element.innerText,
      ]
      const shown = [element, ...labels].map((each) => getComputedStyle(each))
      const { top, bottom, left, right } = element.getBoundingClientRect()
      return {
        name: names.find(Boolean)?.replace(/\s+/g, ' ').trim() ?? '',
        somewhere: true,
        visible:
          shown.some((style) => style.outlineStyle !== 'none' && style.outlineWidth !== '0px') &&
          bottom > 0 &&
          top < innerHeight &&
          right > 0 &&
          left < innerWidth,
      }
    })
  }

  /** The focus is somewhere, and can be seen. */
  async expectVisible(): Promise<void> {
    await expect.poll(() => this.focused()).toMatchObject({ somewhere: true, visible: true })
  }

  /** The focus is somewhere, whatever has just gone from the screen. */
  async expectKept(): Promise<void> {
    await expect.poll(() => this.focused()).toMatchObject({ somewhere: true })
  }

  /** Tab, or Shift+Tab, to what is called so. Wherever it passes, the focus must show. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = []
    for (let presses = 0; presses < 80; presses += 1) {
      await this.press(key)
      const focused = await this.focused()
      // At the end of the page the focus leaves it for the window, and comes back at its start.
      if (focused.somewhere) expect(focused).toMatchObject({ visible: true })
      passed.push(focused.name)
      if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return
    }
    throw new Error(`${String(name)} cannot be reached by ${key}: ${passed.join(' > ')}`)
  }
}
