import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** The focused element. */
interface Focused {
  name: string
  /** Whether an element has the focus, not the page as a whole. */
  somewhere: boolean
  /** Whether it has an outline and is in the visible part. */
  visible: boolean
}

/** Uses the app with the keyboard only. */
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

  /** Expects an element to have the focus visibly. */
  async expectVisible(): Promise<void> {
    await expect.poll(() => this.focused()).toMatchObject({ somewhere: true, visible: true })
  }

  /** Expects an element to have the focus, for example after the focused one was removed. */
  async expectKept(): Promise<void> {
    await expect.poll(() => this.focused()).toMatchObject({ somewhere: true })
  }

  /** Presses Tab or Shift+Tab until the element with this name has the focus, which must be visible on the way. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = []
    for (let presses = 0; presses < 80; presses += 1) {
      await this.press(key)
      const focused = await this.focused()
      // After the last element the focus leaves the page, and returns to its first one.
      if (focused.somewhere) expect(focused).toMatchObject({ visible: true })
      passed.push(focused.name)
      if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return
    }
    throw new Error(`${String(name)} cannot be reached by ${key}: ${passed.join(' > ')}`)
  }
}
