import { execFile } from 'node:child_process'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { failureOf, valueOf } from '../provider/provider.fixture.ts'
import { temporaryFolder } from '../vault/folder.fixture.ts'
import { readChosenFile } from './read-file.ts'

it('reads a file, without its byte order mark', async () => {
  const path = join(await temporaryFolder(), 'export.json')
  await writeFile(path, '\ufeff{"name":"Bänk"}')
  expect(valueOf(await readChosenFile(path))).toBe('{"name":"Bänk"}')
})

it('does not read a file of 100 MB', async () => {
  const path = join(await temporaryFolder(), 'export.json')
  await writeFile(path, '')
  await truncate(path, 100_000_000)
  expect(failureOf(await readChosenFile(path))).toMatchObject({
    kind: 'too-large',
    detail: 'An export has at most 16 MiB.',
  })
})

it('says what is wrong with a folder and a file that is gone', async () => {
  const path = join(await temporaryFolder(), 'export.json')
  expect(failureOf(await readChosenFile(path))).toMatchObject({ kind: 'storage', code: 'ENOENT' })
  await mkdir(path)
  expect(failureOf(await readChosenFile(path)).detail).toBe('The path is a folder or a device.')
})

it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
  const path = join(await temporaryFolder(), 'export.json')
  await promisify(execFile)('mkfifo', [path])
  expect(failureOf(await readChosenFile(path)).kind).toBe('storage')
})
