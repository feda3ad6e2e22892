import { beforeAll, describe, expect, it } from 'vitest'
import { registerSchemesAsPrivileged, toApp, toServed } from './scheme.ts'

const privileges = { standard: true, secure: true }

beforeAll(() => {
  registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
})

describe('the served form of a scheme', () => {
  it.each([
    ['app://touchstone/index.html', 'https://touchstone.app.invalid/index.html'],
    ['app://touchstone/a/b?c=d#e', 'https://touchstone.app.invalid/a/b?c=d#e'],
    ['app://touchstone/', 'https://touchstone.app.invalid/'],
    ['https://example.com/index.html', 'https://example.com/index.html'],
    ['other://touchstone/index.html', 'other://touchstone/index.html'],
    ['data:text/html,app://touchstone/', 'data:text/html,app://touchstone/'],
  ])('%s is %s, and back', (app, served) => {
    expect(toServed(app)).toBe(served)
    expect(toApp(served)).toBe(app)
  })

  it('has a path even where the URL had none', () => {
    expect(toServed('app://touchstone')).toBe('https://touchstone.app.invalid/')
  })

  it.each([
    [{ standard: true }, 'serves only standard and secure schemes'],
    [{ secure: true }, 'serves only standard and secure schemes'],
    [privileges, 'can only be called once'],
  ])('refuses to register %o', (given, message) => {
    expect(() => {
      registerSchemesAsPrivileged([{ scheme: 'second', privileges: given }])
    }).toThrow(message)
  })
})
