import { expect, fixtureApp, test } from './launch/fixture.ts'

const hint = 'electron application/osclipboard;format="x-kde-passwordManagerHint"'

test('keeps every format of an item, written at once', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const seen = await app.evaluate(async ({ clipboard, ClipboardItem }, hintType) => {
    await clipboard.write([
      new ClipboardItem({ 'text/plain': 'token', [hintType]: new Blob(['secret']) }),
    ])
    const [item] = await clipboard.read()
    const payload = await item?.getType(hintType)
    return {
      types: item?.types,
      text: await clipboard.readText(),
      hint: payload instanceof Blob ? await payload.text() : undefined,
      has: [await clipboard.has(hintType), await clipboard.has('text/html')],
    }
  }, hint)
  expect(seen).toEqual({
    types: ['text/plain', hint],
    text: 'token',
    hint: 'secret',
    has: [true, false],
  })
  expect(await app.readClipboard()).toBe('token')
})

test('writes nothing when one part fails, and forgets everything when cleared', async ({
  launch,
}) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ clipboard }) => clipboard.writeText('before'))
  const failing = app.evaluate(async ({ clipboard, ClipboardItem }) => {
    const late = Promise.reject(new Error('late'))
    await clipboard.write([new ClipboardItem({ 'text/plain': 'after', 'text/html': late })])
  })
  await expect(failing).rejects.toThrow('late')
  expect(await app.readClipboard()).toBe('before')
  await app.evaluate(({ clipboard }) => {
    clipboard.clear()
  })
  expect(await app.readClipboard()).toBe('')
  expect(await app.evaluate(async ({ clipboard }) => (await clipboard.read()).length)).toBe(0)
})
