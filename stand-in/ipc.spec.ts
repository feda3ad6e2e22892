import { expect, fixtureApp, test as base } from './launch/fixture.ts'
import type { LaunchedApp } from './launch/fixture.ts'

const test = base.extend<{ app: LaunchedApp }>({
  app: async ({ launch }, use) => use(await launch({ app: fixtureApp('plain') })),
})

declare const api: {
  invoke: (channel: string, ...args: unknown[]) => Promise<unknown>
  send: (channel: string, ...args: unknown[]) => void
  on: (channel: string, listener: (...args: unknown[]) => void) => () => void
}

test('refuses a second handler for a channel', async ({ app }) => {
  await expect(
    app.evaluate(({ ipcMain }) => {
      ipcMain.handle('echo', () => 2)
    }),
  ).rejects.toThrow("Attempted to register a second handler for 'echo'")
})

test('rejects a call that nobody handles', async ({ app }) => {
  await expect(app.page.evaluate(() => api.invoke('nobody'))).rejects.toThrow(
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  )
})

test('carries what the structured clone algorithm carries, both ways', async ({ app }) => {
  await app.evaluate(({ ipcMain }) => {
    ipcMain.handle('describe', (_event, value: Record<string, unknown>) =>
      Object.entries(value).map(([key, member]) => [
        key,
        Object.prototype.toString.call(member).slice(8, -1),
      ]),
    )
  })
  const seen = await app.page.evaluate(async () => {
    const shared = { name: 'shared' }
    const sent = {
      map: new Map([[{ key: 1 }, new Set([2])]]),
      date: new Date(0),
      undefined: undefined,
      bytes: new Uint8Array([1, 2]),
      buffer: new ArrayBuffer(3),
      error: new RangeError('far'),
      big: 12345678901234567890n,
      minusZero: -0,
      notANumber: NaN,
      expression: /a+/gi,
      twice: [shared, shared],
    }
    const inMain = await api.invoke('describe', sent)
    const back = (await api.invoke('echo', sent)) as typeof sent
    return {
      inMain: Object.fromEntries(inMain as [string, string][]),
      back: [
        [...back.map.values()][0]?.has(2),
        back.date.getTime(),
        'undefined' in back,
        back.bytes[1],
        back.buffer.byteLength,
        back.error instanceof Error && back.error.message,
        back.big === sent.big,
        Object.is(back.minusZero, -0),
        Number.isNaN(back.notANumber),
        String(back.expression),
        back.twice[0] === back.twice[1],
      ],
    }
  })
  expect(seen.inMain).toEqual({
    map: 'Map',
    date: 'Date',
    undefined: 'Undefined',
    bytes: 'Uint8Array',
    buffer: 'ArrayBuffer',
    error: 'Error',
    big: 'BigInt',
    minusZero: 'Number',
    notANumber: 'Number',
    expression: 'RegExp',
    twice: 'Array',
  })
  expect(seen.back).toEqual([true, 0, true, 2, 3, 'far', true, true, true, '/a+/gi', true])
})

test('refuses values that cannot be cloned, in every direction', async ({ app }) => {
  await app.evaluate(({ ipcMain }) => {
    ipcMain.handle('function', () => () => 1)
    ipcMain.handle('promise', () => ({ inside: Promise.resolve(1) }))
  })
  const cannot = 'An object could not be cloned.'
  await expect(app.page.evaluate(() => api.invoke('echo', () => 1))).rejects.toThrow(cannot)
  await expect(app.page.evaluate(() => api.invoke('echo', Symbol('no')))).rejects.toThrow(cannot)
  await expect(
    app.page.evaluate(() => {
      api.send('anything', { inside: () => 1 })
    }),
  ).rejects.toThrow(cannot)
  for (const channel of ['function', 'promise']) {
    const call = app.page.evaluate((name) => api.invoke(name), channel)
    await expect(call).rejects.toThrow(
      `Error invoking remote method '${channel}': Error: ${cannot}`,
    )
  }
  await app.page.evaluate(() => {
    const received: unknown[] = []
    api.on('event', (...args) => received.push(args))
    Object.assign(globalThis, { received })
  })
  // From main nothing is thrown, and nothing arrives.
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.send('event', () => 1)
    contents?.send('event', 'next')
  })
  await expect.poll(() => app.page.evaluate('received')).toEqual([['next']])
  expect(app.output()).toContain('Error sending from webFrameMain')
})

test('lets only the text of an error cross', async ({ app }) => {
  await app.evaluate(({ ipcMain }) => {
    ipcMain.handle('fail', () => {
      throw Object.assign(new TypeError('wrong'), { code: 'E_WRONG' })
    })
  })
  const error = await app.page.evaluate(async () => {
    try {
      return await api.invoke('fail')
    } catch (thrown) {
      const { name, message } = thrown as Error
      return { name, message, code: Reflect.get(thrown as Error, 'code') as unknown }
    }
  })
  const message = "Error invoking remote method 'fail': TypeError: wrong"
  expect(error).toEqual({ name: 'Error', message, code: undefined })
  expect(app.output()).toContain("Error occurred in handler for 'fail': TypeError: wrong")
})

test('drops prototypes', async ({ app }) => {
  await app.evaluate(({ ipcMain }) => {
    class Token {
      text = 'abc'
      get length() {
        return this.text.length
      }
    }
    ipcMain.handle('token', () => new Token())
  })
  expect(await app.page.evaluate(() => api.invoke('token'))).toEqual({ text: 'abc' })
})

test('sends events to the page, and to nobody once the window is gone', async ({ app }) => {
  await app.page.evaluate(() => {
    const received: unknown[] = []
    const stop = api.on('event', (...args) => {
      received.push(args)
      if (received.length === 2) stop()
    })
    Object.assign(globalThis, { received })
  })
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    for (const number of [1, 2, 3]) contents?.send('event', number, new Set([number]))
  })
  const received = () => app.page.evaluate('received.map(([n, set]) => [n, set.has(n)])')
  await expect.poll(received).toEqual([
    [1, true],
    [2, true],
  ])
  await expect(
    app.evaluate(({ app, BrowserWindow }) => {
      app.on('window-all-closed', () => undefined)
      const window = BrowserWindow.getAllWindows()[0]
      window?.destroy()
      window?.webContents.send('event', 4)
    }),
  ).rejects.toThrow('Object has been destroyed')
})

test('says who called, and no longer once that document is gone', async ({ app }) => {
  await app.evaluate(({ ipcMain }) => {
    ipcMain.handle('who', ({ sender, senderFrame }) => ({
      url: senderFrame?.url,
      origin: senderFrame?.origin,
      isMainFrame: senderFrame === sender.mainFrame,
      parent: senderFrame?.parent,
    }))
    ipcMain.on('who later', (event) => {
      const before = event.senderFrame?.url
      event.sender.once('did-finish-load', () => {
        const now = event.senderFrame
        Object.assign(globalThis, { whoLater: { before, now } })
      })
      event.sender.reload()
    })
  })
  expect(await app.page.evaluate(() => api.invoke('who'))).toEqual({
    url: 'app://touchstone/index.html',
    origin: 'app://touchstone',
    isMainFrame: true,
    parent: null,
  })
  await app.page.evaluate(() => {
    api.send('who later')
  })
  const whoLater = () => app.evaluate(() => Reflect.get(globalThis, 'whoLater') as unknown)
  await expect.poll(whoLater).toEqual({ before: 'app://touchstone/index.html', now: null })
})

test('keeps a record of everything that crossed', async ({ app }) => {
  await app.page.evaluate(() => api.invoke('echo', { secret: 'sentinel-1' }))
  await app.page.evaluate(() => api.invoke('nobody', 'sentinel-2').catch(() => undefined))
  const traffic = (await app.traffic()) ?? []
  expect(traffic.map(({ direction, channel }) => [direction, channel])).toEqual([
    ['to-main', 'echo'],
    ['to-renderer', 'echo'],
    ['to-main', 'nobody'],
    ['to-renderer', 'nobody'],
  ])
  expect(traffic.filter(({ payload }) => payload.includes('sentinel-1'))).toHaveLength(2)
})
