import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { textsOfComponent } from './component-texts.ts'
import { textsOfScript } from './script-texts.ts'
import { textsOfTemplate } from './template-texts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files whose texts the window or a terminal can show. */
const shown = [
  'src/**/*.{ts,svelte}',
  'resources/templates/*.json',
  'scripts/{start,runtime/**}.ts',
]

/** Tests, IANA's registries, whose words are IANA's, and files that hold data or code as text. */
const isLeftOut = (path: string): boolean =>
  /\.(test|fixture|d)\.ts$|\/attack\/|\/(iana-\w+|well-known-secrets|icons|app-protocol)\.ts$/.test(
    path,
  )

/** The texts of each file that has any, sorted. */
export function listTexts(): Map<string, string[]> {
  const listed = new Map<string, string[]>()
  for (const path of globSync(shown, { cwd: root }).sort()) {
    if (isLeftOut(path)) continue
    const texts = [...new Set(textsIn(path, readFileSync(root + path, 'utf8')))].sort()
    if (texts.length > 0) listed.set(path, texts)
  }
  return listed
}

function textsIn(path: string, source: string): string[] {
  if (path.endsWith('.svelte')) return textsOfComponent(source)
  return path.endsWith('.json') ? textsOfTemplate(source) : textsOfScript(source)
}
