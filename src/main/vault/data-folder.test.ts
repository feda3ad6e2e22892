import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkDataFolder } from './data-folder.ts'

let parent = ''
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'touchstone-folder-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

it('makes a folder that only its user may enter, and leaves it empty', async () => {
  const folder = join(parent, 'a', 'b')
  expect(checkDataFolder(folder)).toBeNull()
  expect(await readdir(folder)).toEqual([])
  if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

it('names the folder, the reason and what to do where it cannot be written', async () => {
  const file = join(parent, 'file')
  await writeFile(file, '')
  // Below a regular file, because permissions do not bind a root user.
  const folder = join(file, 'data')
  const failure = checkDataFolder(folder)
  expect(failure).toMatchObject({
    title: 'Touchstone cannot write to its data folder',
    nextStep: 'Check the data folder, then try again.',
  })
  expect(failure?.detail).toContain(`${folder}\n`)
  expect(failure?.detail).toMatch(/ENOTDIR|ENOENT|EEXIST/)
})
