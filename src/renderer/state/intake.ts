import type { Failure } from '../../shared/result.ts'
import type { Navigation } from './navigation.svelte.ts'
import type { Notices } from './notices.svelte.ts'
import type { Scratchpad } from './scratchpad.svelte.ts'

interface Targets {
  navigation: Navigation
  notices: Notices
  scratchpad: Scratchpad
}

/** Larger than any token. Reading a file needs several times its size in memory. */
const largestFile = 5_000_000

/** How an exported file begins. Its first property tells what it is. */
const exportStart = /^\s*\{\s*"touchstone"/
const startBytes = 1000

/** Inspects text that is pasted, typed or dropped anywhere in the window. */
export class Intake {
  readonly #to: Targets
  /** The message about the last text, if nothing was found in it. */
  #complaint: number | null = null

  constructor(targets: Targets) {
    this.#to = targets
  }

  /** Shows the tokens in a text. Returns whether it has any. */
  async text(text: string): Promise<boolean> {
    const { navigation, notices, scratchpad } = this.#to
    const { place } = navigation
    const found = await scratchpad.paste(text)
    if (this.#complaint !== null) notices.dismiss(this.#complaint)
    this.#complaint = found === 0 ? notices.fail(nothingFound) : null
    if (found === 0) return false
    if (found > 1) notices.say(`${found} tokens found`)
    // The user may have gone elsewhere meanwhile.
    if (place.view !== 'paste' && navigation.place === place) navigation.go({ view: 'paste' })
    return true
  }

  /** Shows the tokens in a file, or the preview of an import. */
  async file(file: File): Promise<void> {
    const { navigation, notices } = this.#to
    const start = await file
      .slice(0, startBytes)
      .text()
      .catch(() => null)
    if (start === null) notices.fail(unreadable)
    else if (navigation.place.view === 'import' || exportStart.test(start)) {
      navigation.go({ view: 'import', file })
    } else if (file.size > largestFile) notices.fail(tooLarge)
    else await this.text(await file.text())
  }
}

const nothingFound: Failure = {
  kind: 'invalid-input',
  title: 'No token found in this text',
  nextStep: 'Paste a token, a header, a curl command, a URL, a cookie or a JSON response.',
}

const tooLarge: Failure = {
  kind: 'too-large',
  title: 'File too large',
  nextStep: 'Drop a file of at most 5 MB.',
}

/** A dropped folder is a file that cannot be read. */
const unreadable: Failure = {
  kind: 'storage',
  title: 'File could not be read',
  nextStep: 'Drop a text file, not a folder.',
}
