import { beforeEach, describe, expect, it } from 'vitest'
import { failed, ok, type Result } from '../shared/result.ts'
import { createOpening } from './opening.ts'

type List = readonly string[]

const inTimeMs = 60_000
const never = (): Promise<never> => Promise.withResolvers<never>().promise
const failure = { kind: 'storage', title: 'Unreadable', nextStep: 'Try again.' } as const
let logged: string[] = []
beforeEach(() => {
  logged = []
})

const openingOf = (options: {
  peek?: () => Promise<Result<List> | null>
  take: () => Promise<Result<List>>
  draw?: (names: List) => string
  waitMs?: number
}) =>
  createOpening({
    peek: () => Promise.resolve(null),
    draw: (names: List) => `<ul>${names.join()}</ul>`,
    log: (line) => logged.push(line),
    waitMs: inTimeMs,
    ...options,
  })

it('is drawn when the page asks for it, or before on request', async () => {
  const names = ['Alpha']
  const { prepare, take } = openingOf({ take: () => Promise.resolve(ok([...names])) })
  expect(await take()).toBe('<ul>Alpha</ul>')
  prepare()
  names.push('Beta')
  expect(await take()).toBe('<ul>Alpha</ul>')
  expect(await take()).toBe('<ul>Alpha,Beta</ul>')
})

it('is left out where nothing could be read: the window tells it', async () => {
  const peek = () => Promise.resolve(ok(['Alpha']))
  expect(await openingOf({ peek, take: () => Promise.resolve(failed(failure)) }).take()).toBeNull()
})

describe('while a keyring asks its user', () => {
  it('is what stands in clear', async () => {
    const peek = () => Promise.resolve(ok(['Alpha, locked']))
    expect(await openingOf({ peek, take: never, waitMs: 1 }).take()).toBe('<ul>Alpha, locked</ul>')
  })

  it('is waited for from when the page asks for it', async () => {
    const whole = Promise.withResolvers<Result<List>>()
    const { prepare, take } = openingOf({ take: () => whole.promise, waitMs: 50 })
    prepare()
    await new Promise((resolve) => setTimeout(resolve, 60))
    const taken = take()
    whole.resolve(ok(['Alpha']))
    expect(await taken).toBe('<ul>Alpha</ul>')
  })

  it.each([
    { where: 'while nothing is read yet', peek: never },
    { where: 'at the very first start', peek: () => Promise.resolve(null) },
    { where: 'where nothing can be listed', peek: () => Promise.resolve(failed(failure)) },
  ])('is left out $where, and keeps no window waiting', async ({ peek }) => {
    expect(await openingOf({ peek, take: never, waitMs: 1 }).take()).toBeNull()
  })
})

it('costs no window where it cannot be drawn, and is told', async () => {
  const opening = openingOf({
    take: () => Promise.resolve(ok(['Alpha'])),
    draw: () => {
      throw new Error('no such icon')
    },
  })
  expect(await opening.take()).toBeNull()
  expect(logged).toEqual(['the list could not be drawn before the scripts: Error: no such icon'])
})
