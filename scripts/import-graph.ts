import { dirname, join } from 'node:path/posix'
import ts from 'typescript'

/** What each file imports of our own files, type imports included. Paths are relative to the repository. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/**
 * Reads the imports of each file: `import`, `export ... from`, `import()` and `import('...')` types.
 * Packages are left out, and so is whatever is not among the files, such as a stylesheet.
 *
 * @param files text by path; `.svelte` files are components
 */
export function importGraph(files: ReadonlyMap<string, string>): ImportGraph {
  const importsOf = (path: string, text: string): string[] => {
    const found = specifiersIn(path, text)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => join(dirname(path), specifier.replace(/\?.*$/, '')))
    return [...new Set(found)].filter((target) => files.has(target))
  }
  return new Map(Array.from(files, ([path, text]) => [path, importsOf(path, text)]))
}

function specifiersIn(path: string, text: string): string[] {
  if (!path.endsWith('.svelte')) return specifiersOfScript(text)
  const scripts = Array.from(text.matchAll(/<script[^>]*>([^]*?)<\/script>/g))
  const markup = text.replace(/<script[^>]*>[^]*?<\/script>/g, '')
  const awaited = Array.from(markup.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g))
  return [
    ...scripts.flatMap(([, script = '']) => specifiersOfScript(script)),
    ...awaited.map(([, specifier = '']) => specifier),
  ]
}

function specifiersOfScript(text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest))
  return found
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  const dynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return dynamic ? node.arguments[0] : undefined
}

/** Groups of files that import each other in a circle, sorted. A component may import itself. */
export function circlesIn(graph: ImportGraph): string[][] {
  const circles: string[][] = []
  const indexes = new Map<string, number>()
  const path: string[] = []
  // Tarjan's algorithm: strongly connected components in one walk.
  const visit = (file: string): number => {
    const index = indexes.size
    indexes.set(file, index)
    path.push(file)
    let low = index
    for (const target of graph.get(file) ?? []) {
      if (!indexes.has(target)) low = Math.min(low, visit(target))
      else if (path.includes(target)) low = Math.min(low, indexes.get(target) ?? low)
    }
    if (low === index) {
      const group = path.splice(path.indexOf(file)).sort()
      if (group.length > 1) circles.push(group)
    }
    return low
  }
  for (const file of graph.keys()) if (!indexes.has(file)) visit(file)
  return circles.sort()
}

/**
 * Imports that lead from a room to one above it, as `from -> to`.
 *
 * @param root the folder whose subfolders are the rooms; files directly in it are above all rooms
 * @param floors the rooms from the ground up
 * @throws Error where a room has no floor
 */
export function upwardImports(
  graph: ImportGraph,
  root: string,
  floors: readonly string[],
): string[] {
  const floorOf = (file: string): number => {
    const [room = '', ...rest] = file.slice(root.length + 1).split('/')
    if (rest.length === 0) return floors.length
    const floor = floors.indexOf(room)
    if (floor < 0) throw new Error(`${room} has no floor: name it in the test`)
    return floor
  }
  const isInside = (file: string) => file.startsWith(`${root}/`)
  return Array.from(graph).flatMap(([file, targets]) =>
    isInside(file)
      ? targets
          .filter((target) => isInside(target) && floorOf(target) > floorOf(file))
          .map((target) => `${file} -> ${target}`)
      : [],
  )
}
