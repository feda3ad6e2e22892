import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()

/** Runs while the service holds back its response, when the request has arrived. */
let meanwhile: () => Promise<unknown> = () => Promise.resolve()
let issued = 0
let baseUrl = ''
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    void meanwhile().then(() => {
      issued += 1
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ access_token: `access-${issued}`, refresh_token: `refresh-${issued}` }),
      )
    })
  })
})

beforeEach(async () => {
  issued = 0
  meanwhile = () => Promise.resolve()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => void server.close(resolve)))

async function obtained(): Promise<{ id: string; file: string }> {
  const draft = {
    name: 'Rotating',
    environment: 'sandbox',
    baseUrl,
    template: 'ix-api',
    fields: {},
    secrets: { api_key: 'the-key', api_secret: 'the-secret' },
  }
  const { id } = valueOf(await main.app.handlers.addProvider(draft)).provider
  expect((await main.run(id, 'obtain')).end.ok).toBe(true)
  return { id, file: join(main.folder, 'providers', `${id}.json`) }
}

const textOf = async (id: string, slot: 'access' | 'refresh'): Promise<string> =>
  valueOf(await main.app.handlers.revealToken({ id, slot }))

it.each([
  ['vanishes', (file: string) => rm(file)],
  ['is cut off', (file: string) => writeFile(file, '{ cut')],
  [
    'has a damaged record',
    async (file: string) =>
      writeFile(file, (await readFile(file, 'utf8')).replace(/"jwe": "/, '"jwe": "damaged')),
  ],
])('keeps a rotated token whose file %s during the refresh', async (_, harm) => {
  const { id, file } = await obtained()
  meanwhile = () => harm(file)
  expect((await main.run(id, 'refresh')).end).toMatchObject({
    ok: false,
    failure: { kind: 'not-saved', nextStep: 'Save again before you quit.' },
  })
  expect(await textOf(id, 'refresh')).toBe('refresh-2')
  const unsaved = async () =>
    (await main.snapshot()).providers.find(({ provider }) => provider.id === id)?.unsaved
  expect(await unsaved()).toMatchObject({ kind: 'not-saved' })
  valueOf(await main.app.handlers.saveAgain({ id }))
  expect(await unsaved()).toBeNull()
  await main.restart()
  await main.snapshot()
  expect(await textOf(id, 'refresh')).toBe('refresh-2')
})

it('keeps a rotated token beside a file that cannot be read now, and overwrites nothing in it', async () => {
  const { id, file } = await obtained()
  const text = await readFile(file, 'utf8')
  meanwhile = () => writeFile(file, text.replace(/"format": ?\d+/, '"format":99'))
  expect((await main.run(id, 'refresh')).end).toMatchObject({
    ok: false,
    failure: { kind: 'not-saved', nextStep: 'Save again before you quit.' },
  })
  expect(await main.app.handlers.saveAgain({ id })).toMatchObject({ ok: false })
  expect(await readFile(file, 'utf8')).toContain('"format":99')
  const summary = async () =>
    (await main.snapshot()).providers.find(({ provider }) => provider.id === id)
  await writeFile(file, text.replace('"Rotating"', '"Renamed"'))
  valueOf(await main.app.handlers.saveAgain({ id }))
  expect(await summary()).toMatchObject({ provider: { name: 'Renamed' }, unsaved: null })
  await main.restart()
  await main.snapshot()
  expect(await textOf(id, 'refresh')).toBe('refresh-2')
})

it('keeps a rotated token of a provider that is removed during the refresh', async () => {
  const { id } = await obtained()
  meanwhile = async () => valueOf(await main.app.handlers.removeProvider({ id }))
  await main.run(id, 'refresh')
  await expect.poll(() => issued).toBe(2)
  meanwhile = () => Promise.resolve()
  await expect
    .poll(async () => {
      valueOf(await main.app.handlers.undoRemoveProvider({ id }))
      const text = await textOf(id, 'refresh')
      if (text !== 'refresh-2') valueOf(await main.app.handlers.removeProvider({ id }))
      return text
    })
    .toBe('refresh-2')
  await main.restart()
  await main.snapshot()
  expect(await textOf(id, 'refresh')).toBe('refresh-2')
})
