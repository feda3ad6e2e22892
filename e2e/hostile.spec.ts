import { expectNothingFound } from './pages/axe.ts'
import { PasteView, unsigned } from './pages/paste-view.ts'
import { resize } from './pages/resize.ts'
import { expect, type Opened, test } from './pages/touchstone.ts'

const markup = '<img src=x onerror="globalThis.owned=1">'
const script = '"><script>globalThis.owned=1</script><svg onload="globalThis.owned=1">'
const longName = 'name'.repeat(1250)
const longValue = `${'x'.repeat(99_990)}needle${'x'.repeat(4)}`

const marks = {
  'right-to-left override': 'U+202E',
  'left-to-right isolate': 'U+2066',
  'zero width space': 'U+200B',
  'zero width joiner': 'U+200D',
  'line separator': 'U+2028',
  null: 'U+0000',
  escape: 'U+001B',
  'line feed': 'U+000A',
}
const unseen = 'a\u202eb\u2066c\u200bd\u200de\u2028f\u0000g\u001bh\ni'

const hostile = unsigned(
  {
    markup,
    [markup]: script,
    unseen,
    'role\u202e': 'user\u202enimda',
    'ad\u200bmin': true,
    scope: `read ${markup} \u202ewrite ${'s'.repeat(5000)}`,
    aud: [script, 'a'.repeat(5000), 'b\u200b'],
    long: longValue,
    [longName]: 'short',
    [`\u202e${'w'.repeat(5000)}`]: '\u202e'.repeat(3000),
    number: 1,
    deep: Array.from({ length: 50 }).reduce<object>((inside) => ({ in: inside }), { bottom: 1 }),
  },
  { kid: script, 'x\u202e': markup },
)

/** No content may overflow the window to the side. */
async function expectNothingSticksOut(opened: Opened): Promise<void> {
  for (const width of [560, 1180]) {
    await resize(opened, { width, height: 780 })
    const sticksOut = await opened.window.page.evaluate(() =>
      Array.from(document.querySelectorAll('html, body, main'))
        .filter((each) => each.scrollWidth > each.clientWidth)
        .map((each) => [each.tagName, each.scrollWidth, each.clientWidth]),
    )
    expect(sticksOut, `at ${width} pixels`).toEqual([])
  }
}

/** No part of the content became an element of the page, and none of it ran as a script. */
async function expectOnlyText({ window }: Opened): Promise<void> {
  expect(await window.page.evaluate(() => 'owned' in globalThis)).toBe(false)
  await expect(
    window.page.locator('main :is(img, script, iframe, link, [onload], [onerror])'),
  ).toHaveCount(0)
}

test('markup, unseen characters and long texts show as text and are marked', async ({ reuse }) => {
  const opened = await reuse()
  const { page } = opened.window
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const view = new PasteView(page)
  await view.show()
  await view.paste(hostile)
  await expect(view.claim('markup')).toContainText(markup)
  await expect(view.claim(markup)).toContainText(script)
  await expect(view.token.getByRole('table', { name: 'Header' })).toContainText(script)
  for (const [name, mark] of Object.entries(marks)) {
    await expect(view.claim('unseen').getByTitle(name)).toHaveText(mark)
  }
  await expect(view.claims.getByRole('rowheader', { name: 'roleU+202E' })).toBeVisible()
  await expect(view.claims.getByRole('rowheader', { name: 'adU+200Bmin' })).toBeVisible()
  await expect(view.finding('a character that changes the direction of text').first()).toBeVisible()

  await view.claim('long').getByRole('button', { name: '… all 100,000 characters' }).click()
  await expect(view.claim('long')).toContainText('needle')
  await view.claims.getByRole('button', { name: '… all 5,000 characters' }).click()
  await expect(view.claims).toContainText(longName)
  await view.explainFindings()
  await expectNothingSticksOut(opened)
  await expectOnlyText(opened)
  expect(dialogs).toEqual([])
})

test('axe finds nothing in hostile content, light and dark, wide and narrow', async ({ reuse }) => {
  const opened = await reuse()
  const { window } = opened
  const view = new PasteView(window.page)
  await view.show()
  await view.paste(hostile)
  await view.token.getByRole('table', { name: 'Header' }).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await window.setPreferences({ theme })
    await expect(window.page.locator('html')).toHaveAttribute('data-theme', theme)
    for (const width of [560, 1180]) {
      await resize(opened, { width, height: 780 })
      await expectNothingFound(window.page, `${theme}, ${width} pixels`)
    }
  }
})

test('what is deep inside is found, and its name can be read', async ({ reuse }) => {
  const opened = await reuse()
  const view = new PasteView(opened.window.page)
  await view.show()
  await view.paste(hostile)
  const find = view.root.getByRole('searchbox', { name: 'Find in this token' })
  await find.fill('bottom')
  const bottom = view.claims.getByRole('rowheader', { name: 'bottom' })
  const inside = async () => {
    const table = await view.claims.boundingBox()
    const name = await bottom.getByText('bottom').boundingBox()
    return table !== null && name !== null && name.x + name.width <= table.x + table.width / 2
  }
  await expect(bottom).toBeVisible()
  await expectNothingSticksOut(opened)
  expect(await inside()).toBe(true)
  await find.fill('needle')
  await expect(view.claim('long')).toContainText('needle')
  await expectNothingSticksOut(opened)
})

test('10,000 hostile claims are windowed, found, and stay text', async ({ reuse }) => {
  const opened = await reuse()
  const view = new PasteView(opened.window.page)
  const names = Array.from({ length: 10_000 }, (_, at) => `${at} ${markup}\u202e`)
  await view.show()
  await view.paste(unsigned(Object.fromEntries(names.map((name) => [name, script] as const))))
  const more = view.root.getByRole('button', { name: 'Show more: 9,000 left' })
  await expect(more).toBeAttached()
  await expectNothingSticksOut(opened)
  await expectOnlyText(opened)
  await view.root.getByRole('searchbox', { name: 'Find in this token' }).fill('9999 <IMG')
  await expect(view.claims.getByRole('rowheader')).toHaveText([`9999 ${markup}U+202E`], {
    useInnerText: true,
  })
  await expectNothingFound(opened.window.page, 'light')
})

test('what surrounds a token and the token itself are marked too', async ({ reuse }) => {
  const opened = await reuse()
  const view = new PasteView(opened.window.page)
  await view.show()
  await view.paste(JSON.stringify({ [`access\u202e${markup}`]: unsigned({ sub: 'alice' }) }))
  await expect(view.claim('sub')).toContainText('alice')
  await expect(view.token.getByText(/^Found in JSON/).first()).toContainText('U+202E')
  await view.paste(`opaque\u202e\u200b${'z'.repeat(20_000)}`)
  await expect(view.encoded.getByTitle('zero width space')).toBeVisible()
  await expect(view.entries.first().getByTitle('right-to-left override')).toBeVisible()
  await expectNothingSticksOut(opened)
  await expectOnlyText(opened)
})
