import { describe, expect, it } from 'vitest'
import { defaultPreferences } from '../shared/preferences.ts'
import { keepPreferences, type PreferencesFile } from './kept-preferences.ts'
import { systemError } from './vault/recording-fs.fixture.ts'

interface Disk {
  text: string
  /** Thrown by each access. */
  fault: Error | null
  setAside: string[]
}

/** As electron-store does it: reads and writes on each access. */
function openOn(disk: Disk): PreferencesFile {
  const read = (): object => {
    if (disk.fault) throw disk.fault
    return JSON.parse(disk.text) as object
  }
  read()
  return {
    get store() {
      return read()
    },
    set(changed) {
      disk.text = JSON.stringify({ ...read(), ...changed })
    },
  }
}

function preferencesOn(text: string, fault: Error | null = null) {
  const disk: Disk = { text, fault, setAside: [] }
  const log: string[] = []
  const preferences = keepPreferences({
    open: () => openOn(disk),
    setAside: () => {
      disk.setAside.push(disk.text)
      disk.text = '{}'
    },
    log: (line) => log.push(line),
  })
  return { preferences, disk, log }
}

const windowState = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: false }

describe('settings', () => {
  it('hide a token and clear the clipboard after 30 s, unless the user chooses another time', () => {
    const { revealSeconds, clipboardClearSeconds } = preferencesOn('{}').preferences.read()
    expect([revealSeconds, clipboardClearSeconds]).toEqual([30, 30])
  })

  it('are kept over a restart', () => {
    const { preferences, disk } = preferencesOn('{}')
    expect(preferences.change({ theme: 'dark' })).toEqual({ ok: true, value: null })
    preferences.setWindowState(windowState)
    const next = preferencesOn(disk.text).preferences
    expect(next.read()).toEqual({ ...defaultPreferences, theme: 'dark' })
    expect(next.windowState()).toEqual(windowState)
  })

  it.each([
    ['{"preferences": {"theme":', 1],
    ['', 1],
    ['{"order": 7, "window": {"bounds": "wide"}, "demoAdded": "yes", "preferences": []}', 0],
    ['{"preferences": {"theme": "pink", "revealSeconds": 1e9}}', 0],
  ])('of %j get their defaults, and only what is no JSON is set aside', (text, count) => {
    const { preferences, disk } = preferencesOn(text)
    expect(preferences.read()).toEqual(defaultPreferences)
    expect(preferences.order()).toEqual([])
    expect(preferences.windowState()).toBeNull()
    expect(disk.setAside).toEqual(count === 1 ? [text] : [])
  })

  it.each(['EIO', 'EMFILE', 'EACCES', 'EISDIR'])(
    'that the disk does not give (%s) are left as they are',
    (code) => {
      const text = '{"preferences":{"theme":"dark"}}'
      const { preferences, disk, log } = preferencesOn(text, systemError(code))
      disk.fault = null
      expect(preferences.change({ theme: 'light' })).toMatchObject({ ok: false, failure: { code } })
      expect(preferences.read().theme).toBe('light')
      expect(disk).toMatchObject({ text, setAside: [] })
      expect(log[0]).toContain('cannot be read')
    },
  )

  it.each(['ENOSPC', 'EMFILE', 'EIO', 'EROFS'])(
    'that cannot be written (%s) apply until the app quits, and nothing is thrown',
    (code) => {
      const { preferences, disk } = preferencesOn('{}')
      disk.fault = systemError(code)
      expect(preferences.change({ theme: 'dark' })).toMatchObject({ ok: false, failure: { code } })
      expect(preferences.setOrder(['a'])).toMatchObject({ ok: false })
      preferences.setWindowState(windowState)
      preferences.setDemoAdded()
      expect(preferences.read().theme).toBe('dark')
      expect(preferences.order()).toEqual(['a'])
      expect(disk.text).toBe('{}')
    },
  )
})
