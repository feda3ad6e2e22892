import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { circlesIn, importGraph, upwardImports } from './import-graph.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Production files: tests and fixtures may import what they like. */
const paths = globSync('{src,stand-in}/**/*.{ts,svelte}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/\.(test|fixture|d)\.ts$/.test(path))

const graph = importGraph(
  new Map(paths.map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')])),
)

/** The rooms of the inspector from the ground up: each imports only from those before it. */
const inspectorFloors = [
  'encoding',
  'looks',
  'json',
  'tables',
  'lifetime',
  'words',
  'read',
  'paste',
  'hashes',
  'claims',
  'findings',
  'compare',
]

describe('the imports of our own files', () => {
  it('are all found', () => {
    expect(graph.get('src/inspector/inspect.ts')).toContain('src/inspector/findings/index.ts')
    expect(graph.get('src/renderer/main.ts')).toContain('src/renderer/view/App.svelte')
  })

  it('lead nowhere upward inside the inspector', () => {
    expect(upwardImports(graph, 'src/inspector', inspectorFloors)).toEqual([])
  })

  it('make no circle', () => {
    expect(circlesIn(graph)).toEqual([])
  })
})

const planted = (files: Record<string, string>) => importGraph(new Map(Object.entries(files)))

describe('a planted import', () => {
  it.each([
    `import { b } from './b.ts'`,
    `import type { B } from './b.ts'`,
    `import './b.ts'`,
    `import {\n  b, // c\n} from "./b.ts"`,
    `export { b } from './b.ts'`,
    `export type { B } from './b.ts'`,
    `export * as b from './b.ts'`,
    `const b = async () => import('./b.ts')`,
    `type B = import('./b.ts').B`,
  ])('is found: %s', (code) => {
    expect(planted({ 'src/a.ts': code, 'src/b.ts': '' }).get('src/a.ts')).toEqual(['src/b.ts'])
  })

  it.each([
    `<script lang="ts">\n  import { b } from '../b.ts'\n</script>\n<p>b</p>`,
    `<script module lang="ts">\n  export { b } from '../b.ts'\n</script>`,
    `{#await import('../b.ts') then { b }}{b}{/await}`,
  ])('is found in a component: %s', (code) => {
    const files = { 'src/view/A.svelte': code, 'src/b.ts': '' }
    expect(planted(files).get('src/view/A.svelte')).toEqual(['src/b.ts'])
  })

  it.each([`// import './b.ts'`, `const text = "import './b.ts'"`, `import 'b.ts'`])(
    'is not seen in %s',
    (code) => {
      expect(planted({ 'src/a.ts': code, 'src/b.ts': '' }).get('src/a.ts')).toEqual([])
    },
  )

  it('that closes a circle is refused', () => {
    const files = {
      'src/a.ts': `import './b.ts'`,
      'src/b.ts': `import type { C } from './c.ts'`,
      'src/c.ts': `import { a } from './a.ts'`,
      'src/d.ts': `import './a.ts'`,
      'src/e.ts': `export * from './f.ts'`,
      'src/f.ts': `const e = import('./e.ts')`,
    }
    expect(circlesIn(planted(files))).toEqual([
      ['src/a.ts', 'src/b.ts', 'src/c.ts'],
      ['src/e.ts', 'src/f.ts'],
    ])
  })

  it('that a file shares with another one it imports closes no circle', () => {
    const files = {
      'src/a.ts': `import './b.ts'\nimport './c.ts'`,
      'src/b.ts': `import './c.ts'`,
      'src/c.ts': '',
    }
    expect(circlesIn(planted(files))).toEqual([])
  })

  it('that leads upward is refused', () => {
    const files = {
      'src/lib/low/a.ts': `import type { B } from '../high/b.ts'`,
      'src/lib/high/b.ts': `import { c } from '../low/c.ts'`,
      'src/lib/low/c.ts': `export { index } from '../index.ts'`,
      'src/lib/index.ts': `export { b } from './high/b.ts'`,
    }
    expect(upwardImports(planted(files), 'src/lib', ['low', 'high'])).toEqual([
      'src/lib/low/a.ts -> src/lib/high/b.ts',
      'src/lib/low/c.ts -> src/lib/index.ts',
    ])
  })

  it('of a room without a floor is refused', () => {
    const files = { 'src/lib/low/a.ts': `import '../new/b.ts'`, 'src/lib/new/b.ts': '' }
    expect(() => upwardImports(planted(files), 'src/lib', ['low'])).toThrow('new has no floor')
  })
})
