import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

/** The oldest Node for the scripts where the install brings none. */
const needed = /const needed = \[(\d+), (\d+), (\d+)\]/.exec(read('scripts/check-node.js'))
const oldest = needed?.slice(1).map(Number) ?? []

type Version = readonly number[]

function compare(one: Version, other: Version): number {
  const at = [0, 1, 2].find((part) => (one[part] ?? 0) !== (other[part] ?? 0))
  return at === undefined ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/** Whether a version is in a range as packages write them in `engines`: `^22.13.0 || >=24`. */
function allows(range: string, version: Version): boolean {
  return range.split('||').some((part) => {
    const [, operator, numbers = ''] = /^\s*(\^|>=)?\s*v?([\d.]+?)(?:\.x)?\s*$/.exec(part) ?? []
    const from = numbers.split('.').map(Number)
    if (numbers === '') throw new Error(`not a known range: ${range}`)
    const isLater = compare(version, from) >= 0
    return operator === '>=' ? isLater : isLater && version[0] === from[0]
  })
}

const { packages } = z
  .object({ packages: z.record(z.string(), z.object({ engines: z.unknown().optional() })) })
  .parse(JSON.parse(read('package-lock.json')))

describe('the Node that runs the scripts', () => {
  it.each([
    ['>=22', true],
    ['>= 22.22.2', true],
    ['^22.22.3 || >=24', false],
    ['^20.19.0 || ^22.12', true],
    ['20 || 22', true],
    ['>=0.6.x', true],
    ['>=23', false],
    ['^24', false],
  ])('22.22.2 is in %s: %s', (range, isIn) => {
    expect(allows(range, [22, 22, 2])).toBe(isIn)
  })

  it('is new enough for every package', () => {
    expect(oldest).toHaveLength(3)
    const tooNew = Object.entries(packages).flatMap(([name, { engines }]) => {
      const node = z.object({ node: z.string() }).safeParse(engines)
      return node.success && !allows(node.data.node, oldest) ? [`${name}: ${node.data.node}`] : []
    })
    expect(tooNew).toEqual([])
  })

  it('is named in the README, and is not what npm itself needs', () => {
    const { engines } = z
      .object({ engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(read('package.json')))
    const readme = read('README.md')
    expect(readme).toContain(`Node ${oldest.join('.')} or newer`)
    expect(readme).toContain(`Node ${engines.node.replace('>=', '')} or newer`)
  })
})
