import { expect, it } from 'vitest'
import { demoBaseUrl } from '../../shared/provider.ts'
import { isDemo } from './demo.ts'

it('knows the symbolic base URL of the contract', () => {
  expect(isDemo({ baseUrl: demoBaseUrl })).toBe(true)
  expect(isDemo({ baseUrl: 'https://demo:80' })).toBe(false)
})
