import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { callNames, eventNames } from '../src/shared/ipc.ts'
import { unsetOptions } from './unset-options.ts'

/** Calls, events and options that only tests use are to be deleted. */

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(`${root}src/**/*.{ts,svelte}`).filter(
  (file) => !/\.(test|fixture)\.ts$/.test(file),
)
const textOf = (folder: string) =>
  files
    .filter((file) => file.startsWith(`${root}src/${folder}/`))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
const main = textOf('main')
const renderer = textOf('renderer')

const isCalled = (name: string) => renderer.includes(`api.${name}(`)
const isPublished = (name: string) => main.includes(`publish('${name}'`)
const isHeard = (name: string) => renderer.includes(`.on('${name}'`)

describe('the contract', () => {
  it('has no call that the window never makes', () => {
    expect(callNames.filter((name) => !isCalled(name))).toEqual([])
    expect(isCalled('neverMade')).toBe(false)
  })

  it('has no event that main never publishes or the window never hears', () => {
    expect(eventNames.filter((name) => !isPublished(name) || !isHeard(name))).toEqual([])
    expect(isPublished('neverSent') || isHeard('neverSent')).toBe(false)
  })
})

/** Optional members that production does not set, with the reason for each. */
const seams = {
  'Carries.output': 'types of the contract, for the compiler alone',
  'DurableOptions.fs': 'tests make writing fail at every step',
  'DurableOptions.wait': 'tests do not wait for a locked file',
  'Engine.fromBase64': 'Chromium has it, Node not yet',
  'KeyConnections.resolve': 'tests answer for the name service',
  'OpeningOptions.waitMs': 'tests do not wait for a slow keyring',
  'VaultOptions.cipherLimitMs': 'tests do not wait for a keyring that hangs',
  'VaultOptions.durable': 'tests make writing fail',
  'VaultOptions.platform': 'tests run as on every platform',
  'VaultOptions.random': 'tests look at the bytes of the keys',
}

describe('options', () => {
  it('are set somewhere in production', { timeout: 120_000 }, () => {
    const planted = `
      interface PlantedOptions { set?: number; assigned?: number; spread?: number; dead?: number }
      const more = { spread: 1 }
      const take = (options: PlantedOptions) => ({ ...options })
      const taken: PlantedOptions = take({ set: 1, ...more })
      taken.assigned = 2
      export const passedOn: PlantedOptions = { ...taken, dead: taken.dead ?? 1 }
    `
    const unset = unsetOptions(files, new Map([[`${root}src/planted.ts`, planted]]))
    expect(unset.toSorted()).toEqual(['PlantedOptions.dead', ...Object.keys(seams)].toSorted())
  })
})
