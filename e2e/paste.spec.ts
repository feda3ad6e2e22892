import { sampleToken } from '../scripts/bench/sample-token.ts'
import { copiedBy } from './pages/copied-by.ts'
import { PasteView, unsigned } from './pages/paste-view.ts'
import { resize } from './pages/resize.ts'
import { expect, test } from './pages/touchstone.ts'

const soonSeconds = Math.floor(Date.now() / 1000) + 3000
const jwt = (subject: string) => unsigned({ sub: subject, exp: soonSeconds })

test('a newcomer without any provider looks into a token', async ({ reuse }) => {
  const { window } = await reuse()
  await window.setPreferences({ demo: false })
  await window.page.getByRole('heading', { level: 1, name: 'No providers yet' }).waitFor()
  const view = new PasteView(window.page)
  await view.button('Inspect a token').click()
  await expect(view.field).toBeFocused()
  await view.paste(jwt('alice'))
  await expect(view.claim('sub')).toContainText('alice')
  await expect(view.root.getByRole('heading', { level: 1 })).toHaveText('Signed JWT')
  await expect(view.token).toContainText(/Active\s*, expires in \d+ min/)
})

test('a token is taken out of what is around it, and what was taken off is said', async ({
  reuse,
}) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  for (const [pasted, said] of [
    [
      `curl -s -H 'Authorization: Bearer ${jwt('curl')}' https://api.example/me`,
      'Found in an HTTP header, Authorization. Removed: the curl command, the Bearer prefix.',
    ],
    [
      `Authorization: Bearer ${jwt('header')}`,
      'Found in an HTTP header, Authorization. Removed: the Bearer prefix.',
    ],
    [`Cookie: theme=dark; session=${jwt('cookie')}; lang=en`, 'Found in a cookie, session.'],
    [
      `https://app.example/cb?state=1#access_token=${jwt('URL')}&expires_in=60`,
      'Found in a URL, fragment parameter access_token.',
    ],
    [`"${jwt('quotes')}"`, 'Removed: quotes.'],
  ] as const) {
    await view.paste(pasted)
    await expect(view.token).toContainText(said)
    await expect(view.encoded).toHaveText(/^eyJ[\w-]+\.[\w-]+\.s+$/)
    expect(pasted).toContain(await view.encoded.textContent())
  }
  await expect(view.entries).toHaveCount(5)
  await view.paste(`https://app.example/cb?id_token=${jwt('query')}`)
  await expect(view.finding('Sent in a URL')).toBeVisible()
})

test('each of the three tokens in an OAuth answer can be chosen', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  const tokens = {
    access_token: jwt('access'),
    refresh_token: 'opaque-6f1c2b7e9a',
    id_token: jwt('id'),
  }
  await view.show()
  await view.paste(JSON.stringify({ ...tokens, token_type: 'Bearer', expires_in: 3600 }, null, 2))
  await expect(window.message('3 tokens found')).toBeVisible()
  await expect(view.entries).toContainText(Object.keys(tokens))
  for (const [name, text] of Object.entries(tokens).reverse()) {
    await view.choose(name)
    await expect(view.encoded).toHaveText(text)
    await expect(view.token).toContainText(`Found in JSON, property ${name}.`)
  }
})

test('a file that is dropped is read, and one that is too large or no text is refused', async ({
  reuse,
}) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  await view.dropFile(`TOKEN=${jwt('file')}\n`)
  await expect(view.claim('sub')).toContainText('file')
  await view.dropText(jwt('dragged'))
  await expect(view.claim('sub')).toContainText('dragged')
  await view.dropFile('x'.repeat(1000), 5001)
  await expect(window.message('File too large')).toBeVisible()
  await expect(window.message('Drop a file of at most 5 MB.')).toBeVisible()
  await view.dropFile('')
  await expect(window.message('No token found in this text')).toBeVisible()
  await expect(view.claim('sub')).toContainText('dragged')
  await expect(view.entries).toHaveCount(2)
})

test('a text without a token is refused with a word on what can be pasted, and nothing is lost', async ({
  reuse,
}) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  await view.paste(jwt('alice'))
  await view.paste('the quick brown fox')
  await expect(window.message('No token found in this text')).toBeVisible()
  await expect(window.message(/Paste a token, a header, a curl command/)).toBeVisible()
  await view.type('no token either')
  await view.button('Inspect').click()
  await expect(window.message('No token found in this text')).toHaveCount(1)
  await expect(view.field).toHaveValue('no token either')
  await view.root.getByRole('button', { name: 'Signed JWT' }).click()
  await expect(view.claim('sub')).toContainText('alice')
  await expect(view.entries).toHaveCount(0)
})

test('a token that is typed is inspected at Enter and by Inspect', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  await expect(view.button('Inspect')).toBeDisabled()
  await view.field.fill(jwt('first'))
  await view.field.press('Enter')
  await expect(view.claim('sub')).toContainText('first')
  await view.another()
  await expect(view.field).toHaveValue('')
  await view.field.fill(jwt('second'))
  await view.button('Inspect').click()
  await expect(view.claim('sub')).toContainText('second')
  await expect(view.entries).toHaveCount(2)
})

test('the same token again is the same entry, which is shown', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  await view.paste(jwt('alice'))
  await view.paste(jwt('bob'))
  await expect(view.entries).toHaveCount(2)
  await view.paste(`Bearer ${jwt('alice')}`)
  await expect(view.claim('sub')).toContainText('alice')
  await expect(view.entries).toHaveCount(2)
})

test('a pasted token is renamed, removed, and all are removed', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  for (const subject of ['alice', 'bob', 'carol']) {
    await view.paste(jwt(subject))
    await expect(view.claim('sub')).toContainText(subject)
    await view.nameField.fill(`of ${subject}`)
    await view.nameField.blur()
  }
  await expect(view.entries).toHaveText([/^of alice/, /^of bob/, /^of carol/])
  await view.choose('of bob')
  await view.button('Remove').click()
  await expect(view.entries).toHaveText([/^of alice/, /^of carol/])
  await expect(view.claim('sub')).toContainText('carol')
  await view.button('Remove').click()
  await expect(view.entries).toHaveCount(0)
  await expect(view.claim('sub')).toContainText('alice')
  await view.paste(jwt('bob'))
  await view.removeAll()
  await expect(view.token).toHaveCount(0)
  await expect(view.root).toContainText('A JWT or any other token')
})

test('a token of 359 KB opens, and the rest of its rows arrives', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  const token = sampleToken(359_000)
  await view.show()
  await view.paste(token)
  await expect(view.claim('iss')).toContainText('https://login.example.com/realms/acme')
  await expect(view.claims.getByRole('rowheader')).toHaveText(
    [
      ...['iss', 'sub', 'aud', 'exp', 'iat', 'scope', 'email_verified'],
      ...['groups', 'resource_access', 'entitlements'],
    ],
    { useInnerText: true },
  )
  await view.button('Expand groups').click()
  await expect(view.claims.getByRole('rowheader', { name: '1000', exact: true })).toHaveCount(1)
  await expect(view.token.getByRole('table', { name: 'Header' })).toContainText('2026-01')
  expect(await view.encoded.textContent()).toBe(token)
})

for (const width of [1180, 1090, 800, 600]) {
  test(`what follows behind the first frame moves nothing at ${width} pixels`, async ({
    reuse,
  }) => {
    const opened = await reuse()
    const { window } = opened
    await resize(opened, { width, height: 780 })
    const view = new PasteView(window.page)
    await view.show()
    const times = { iat: soonSeconds - 4000, exp: soonSeconds }
    for (const token of [sampleToken(6000), unsigned(times, { typ: 'at+jwt' })]) {
      const { first, settled } = await view.pasteAndWatch(token)
      expect(first).toHaveLength(5)
      expect(settled).toEqual(first)
      await view.button('Remove').click()
      await expect(view.token).toHaveCount(0)
    }
  })
}

test('claims are copied one by one and together', async ({ reuse }) => {
  const { app, window } = await reuse()
  const view = new PasteView(window.page)
  const claims = `{"sub":"alice","big":12345678901234567890,"list":["a",{"b":1.50}]}`
  await view.show()
  await view.paste(unsigned(claims))
  const value = (name: string) => copiedBy(app, () => view.button(`Copy value of ${name}`).click())
  expect(await value('sub')).toBe('alice')
  expect(await value('big')).toBe('12345678901234567890')
  expect((await value('list')).replaceAll(/\s/g, '')).toBe('["a",{"b":1.50}]')
  const all = await copiedBy(app, () => view.button('Copy claims as JSON').click())
  expect(all.replaceAll(/\s/g, '')).toBe(claims)
  expect(await copiedBy(app, () => view.button('Copy token').click())).toBe(unsigned(claims))
})

test('an expired token says so, and why that matters on a click', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  await view.paste(unsigned({ sub: 'alice', exp: 1_700_000_000 }))
  const expired = view.finding(/^\s*error\s+Expired at 2023-11-14/)
  await expect(expired).not.toContainText('RFC 7519')
  await expired.getByRole('button', { expanded: false }).click()
  await expect(expired).toContainText(/RFC 7519 §4\.1\.4.*expired/s)
  await expect(view.token).toContainText('Expired on 14 Nov 2023')
})
