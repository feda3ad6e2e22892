import { describe, expect, it } from 'vitest'
import { Clock } from './clock.svelte.ts'
import { Intake } from './intake.ts'
import { Navigation } from './navigation.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { Scratchpad } from './scratchpad.svelte.ts'

const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.'
const exported = new File(['{\n  "touchstone": "export"\n}'], 'export.json')

function start() {
  const targets = {
    navigation: new Navigation(),
    notices: new Notices(new Clock()),
    scratchpad: new Scratchpad(),
  }
  return { ...targets, intake: new Intake(targets) }
}

describe('a text that is taken in', () => {
  it('leads to its token', async () => {
    const { intake, navigation, scratchpad } = start()
    expect(await intake.text(`Bearer ${token}`)).toBe(true)
    expect(navigation.place.view).toBe('paste')
    expect(scratchpad.selected?.token.text).toBe(token)
  })

  it('leads nowhere without a token, and says so until the next one has some', async () => {
    const { intake, navigation, notices } = start()
    expect(await intake.text('the quick brown fox')).toBe(false)
    expect(navigation.place.view).toBe('provider')
    expect(notices.list.map(({ text }) => text)).toEqual(['No token found in this text'])
    await intake.text(token)
    expect(notices.list).toEqual([])
  })

  it('counts its tokens if there are several', async () => {
    const { intake, notices } = start()
    await intake.text(JSON.stringify({ access_token: token, id_token: `${token}x` }))
    expect(notices.list.map(({ text }) => text)).toEqual(['2 tokens found'])
  })
})

describe('a file that is taken in', () => {
  it('is inspected', async () => {
    const { intake, scratchpad } = start()
    await intake.file(new File([`TOKEN=${token}`], 'token.txt'))
    expect(scratchpad.tokens).toHaveLength(1)
  })

  it('is imported if Touchstone exported it', async () => {
    const { intake, navigation } = start()
    await intake.file(exported)
    expect(navigation.place).toEqual({ view: 'import', file: exported })
  })

  it('is imported, whatever it is, while an import is shown', async () => {
    const { intake, navigation } = start()
    const file = new File([token], 'token.txt')
    navigation.go({ view: 'import' })
    await intake.file(file)
    expect(navigation.place).toEqual({ view: 'import', file })
  })

  it('is refused if it is larger than any token', async () => {
    const { intake, notices } = start()
    await intake.file(new File(['x'.repeat(5_000_001)], 'large.txt'))
    expect(notices.list.map(({ text }) => text)).toEqual(['File too large'])
  })
})
