import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ground } from './ground.ts'

it("is the renderer's ground in both themes", () => {
  const tokens = readFileSync(new URL('../renderer/style/tokens.css', import.meta.url), 'utf8')
  expect(tokens).toContain(`--ground: light-dark(${ground.light}, ${ground.dark});`)
})
