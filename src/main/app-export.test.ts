import { readFile, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { failureOf, valueOf } from './provider/provider.fixture.ts'
import { doNotExport } from './transfer/export-questions.ts'
import { add, bank, exchange, passphrase, folderForEachTest } from './transfer/transfer.fixture.ts'

const main = appForEachTest()

const pathOf = folderForEachTest()

describe('an export', () => {
  it('asks before secrets leave the vault, naming how many of which providers', async () => {
    const ids = [await add(main, bank), await add(main, exchange)]
    const path = pathOf('export.json')
    main.chooseFile(path)
    main.answer(doNotExport)
    const refused = await main.app.handlers.exportProviders({ ids, passphrase })
    expect(failureOf(refused)).toMatchObject({ kind: 'declined', title: 'Not exported' })
    expect(main.asked[0]?.detail).toContain('Secrets: 4\nOf 2 providers: "Bank", "Exchange"')
    expect(main.asked[0]?.buttons[0]).toBe(doNotExport)
    expect(JSON.stringify(main.asked)).not.toMatch(/planted|passphrase of its own/)
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  it('without secrets asks nothing, and has neither secrets nor tokens', async () => {
    const { provider } = await main.demoProvider('gocardless-bank-account-data')
    await main.run(provider.id, 'obtain')
    const path = pathOf('export.json')
    main.chooseFile(path)
    const ids = [await add(main, bank), provider.id]
    const done = valueOf(await main.app.handlers.exportProviders({ ids }))
    expect(done).toEqual({ path, providers: 2, secrets: 0, unreadable: [] })
    expect(main.asked).toEqual([])
    const text = await readFile(path, 'utf8')
    expect(JSON.parse(text)).toMatchObject({ touchstone: 'export', version: 1, sealed: null })
    expect(text).not.toMatch(/planted|eyJ|secret_key/)
    expect(text).not.toContain(provider.id)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(valueOf(await main.app.handlers.activity(null))[0]).toMatchObject({
      transfer: 'exported',
      providers: 2,
      secrets: 0,
    })
  })

  it('needs an open vault and a passphrase that is no guess, and writes nothing otherwise', async () => {
    const ids = [await add(main, bank)]
    main.chooseFile(pathOf('export.json'))
    const short = await main.app.handlers.exportProviders({ ids, passphrase: 'short' })
    expect(failureOf(short).code).toBe('passphrase-too-short')
    await main.app.lock('screen')
    const locked = await main.app.handlers.exportProviders({ ids, passphrase })
    expect(failureOf(locked).kind).toBe('locked')
    expect(main.asked).toEqual([])
  })

  it('writes no secret once the vault was locked after the question', async () => {
    const ids = [await add(main, bank)]
    const path = pathOf('export.json')
    main.chooseFile(path)
    main.answer('Export secrets')
    const running = main.app.handlers.exportProviders({ ids, passphrase })
    await main.app.lock('screen')
    expect(failureOf(await running).title).toBe('The secrets have changed')
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  it('says what failed where the file cannot be written', async () => {
    main.chooseFile(pathOf('missing/export.json'))
    const refused = await main.app.handlers.exportProviders({ ids: [await add(main, bank)] })
    expect(failureOf(refused)).toMatchObject({
      kind: 'storage',
      title: 'export.json could not be saved',
      nextStep: 'Export to another folder.',
    })
  })

  it('writes nothing where no file is chosen', async () => {
    const refused = await main.app.handlers.exportProviders({ ids: [await add(main, bank)] })
    expect(failureOf(refused).kind).toBe('declined')
  })
})
