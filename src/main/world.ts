import type { Snapshot } from '../shared/ipc.ts'
import type { Preferences } from '../shared/preferences.ts'
import type { SecretClipboard } from './adapters/clipboard.ts'
import type { Confirm } from './consent.ts'
import type { Publish } from './ipc.ts'
import type { PreferencesStore } from './kept-preferences.ts'
import type { ChooseFile } from './transfer/file-choice.ts'
import type { SystemCipher } from './vault/system-wrap.ts'

/** What the app needs from Electron, as plain functions, so that tests run without it. */
export interface World {
  userDataFolder: string
  templatesFolder: string
  cipher: SystemCipher
  clipboard: SecretClipboard
  preferences: PreferencesStore
  publish: Publish
  proxyFor: (url: string) => Promise<string>
  /** Asks in a native dialog. See `Question`. */
  confirm: Confirm
  /** Asks for a file in a native dialog. */
  chooseFile: ChooseFile
  openExternal: (url: string) => Promise<void>
  restart: () => void
  /** Called when a token is shown; it is hidden again after this long. */
  onReveal: (seconds: number) => void
  onPreferences: (preferences: Preferences) => void
  about: Omit<Snapshot['app'], 'firstStart'>
  now: () => number
  /** One line, without secrets. */
  log: (line: string) => void
}
