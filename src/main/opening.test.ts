import { expect, it } from 'vitest'
import { failed, ok } from '../shared/result.ts'
import { createOpening } from './opening.ts'

const inTimeMs = 60_000
const list = (names: readonly string[]) => `<ul>${names.join()}</ul>`
const logged: string[] = []
const log = (line: string) => logged.push(line)

it('is drawn when the page asks for it, or before on request', async () => {
  const names = ['Alpha']
  const { prepare, take } = createOpening(() => ok([...names]), list, log, inTimeMs)
  expect(await take()).toBe('<ul>Alpha</ul>')
  prepare()
  names.push('Beta')
  expect(await take()).toBe('<ul>Alpha</ul>')
  expect(await take()).toBe('<ul>Alpha,Beta</ul>')
})

it('is left out where nothing could be read: the window tells it', async () => {
  const failure = { kind: 'storage', title: 'Unreadable', nextStep: 'Try again.' } as const
  const opening = createOpening(() => failed(failure), list, log, inTimeMs)
  expect(await opening.take()).toBeNull()
})

it('keeps no window waiting for a keyring that asks its user', async () => {
  const never = Promise.withResolvers<never>()
  expect(await createOpening(() => never.promise, list, log, 1).take()).toBeNull()
})

it('costs no window where it cannot be drawn, and is told', async () => {
  const opening = createOpening(
    () => ok(['Alpha']),
    () => {
      throw new Error('no such icon')
    },
    log,
    inTimeMs,
  )
  expect(await opening.take()).toBeNull()
  expect(logged).toEqual(['the list could not be drawn before the scripts: Error: no such icon'])
})
