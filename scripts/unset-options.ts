import { readFileSync } from 'node:fs'
import ts from 'typescript'

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
}

/** Added to the name of a component for the module that holds its script. */
const scriptSuffix = '.script.ts'

/**
 * Finds optional members of interfaces that no object ever gets. A member is set by a property of an
 * object literal, an assignment, or a value of another type that has it, but not by passing on the
 * same member. In the markup of components, members are found by name.
 *
 * @param files absolute paths, `.ts` and `.svelte`
 * @param planted further modules by their path, for tests
 * @returns their names, such as `HttpClientOptions.proxyFor`
 */
export function unsetOptions(
  files: readonly string[],
  planted: ReadonlyMap<string, string> = new Map(),
): string[] {
  const components = files.filter((file) => file.endsWith('.svelte'))
  const markup = components.map((file) => readFileSync(file, 'utf8')).join('\n')
  const modules = [
    ...files.filter((file) => file.endsWith('.ts')),
    ...components.map((file) => file + scriptSuffix),
    ...planted.keys(),
  ]
  const program = ts.createProgram(modules, compilerOptions, hostWith(planted))
  const checker = program.getTypeChecker()
  const optional = new Map<ts.Node, { name: string; label: string }>()
  const set = new Set<ts.Node>()

  function mark(symbol: ts.Symbol | undefined, except?: ts.Symbol): void {
    for (const declaration of symbol?.declarations ?? []) {
      if (!except?.declarations?.includes(declaration)) set.add(declaration)
    }
  }

  /** Marks the members of `target`, and of the objects in it, that a value of `source` sets. */
  function markFrom(source: ts.Type, target: ts.Type, levels = 2): void {
    if (levels === 0 || source === target) return
    for (const from of kindsOf(source)) {
      for (const property of checker.getPropertiesOfType(from)) {
        for (const to of kindsOf(target)) {
          const symbol = to.getProperty(property.name)
          if (!symbol) continue
          mark(symbol, property)
          markFrom(checker.getTypeOfSymbol(property), checker.getTypeOfSymbol(symbol), levels - 1)
        }
      }
    }
  }

  function markLiteral(literal: ts.ObjectLiteralExpression): void {
    const target = checker.getContextualType(literal)
    for (const property of target ? literal.properties : []) {
      if (!target) continue
      if (ts.isSpreadAssignment(property)) {
        markFrom(checker.getTypeAtLocation(property.expression), target)
      } else {
        const from = sourceOf(property)
        for (const name of namesOf(property.name)) {
          for (const to of kindsOf(target)) mark(to.getProperty(name), from)
        }
      }
    }
  }

  const namesOf = (name: ts.PropertyName): string[] =>
    ts.isComputedPropertyName(name) ? keysIn(name.expression) : [name.getText()]

  /** The names that an expression in brackets can stand for. */
  const keysIn = (key: ts.Expression): string[] =>
    kindsOf(checker.getTypeAtLocation(key)).flatMap((kind) =>
      kind.isStringLiteral() ? [kind.value] : [],
    )

  /** The member that a property only passes on: `options.ca` in `{ ca: options.ca ?? [] }`. */
  function sourceOf(property: ts.ObjectLiteralElementLike): ts.Symbol | undefined {
    if (!ts.isPropertyAssignment(property)) return undefined
    const { initializer: value } = property
    const left = ts.isBinaryExpression(value) ? value.left : value
    return ts.isPropertyAccessExpression(left) ? checker.getSymbolAtLocation(left.name) : undefined
  }

  function markValue(value: ts.Expression): void {
    if (ts.isObjectLiteralExpression(value)) return // member by member, see `markLiteral`
    const target = checker.getContextualType(value)
    if (target) markFrom(checker.getTypeAtLocation(value), target)
  }

  function markAssigned(target: ts.Expression): void {
    if (ts.isPropertyAccessExpression(target)) mark(checker.getSymbolAtLocation(target.name))
    if (!ts.isElementAccessExpression(target)) return
    const object = checker.getTypeAtLocation(target.expression)
    for (const key of keysIn(target.argumentExpression)) mark(object.getProperty(key))
  }

  function visit(node: ts.Node): void {
    if (
      ts.isPropertySignature(node) &&
      node.questionToken &&
      ts.isInterfaceDeclaration(node.parent)
    ) {
      const name = node.name.getText()
      optional.set(node, { name, label: `${node.parent.name.text}.${name}` })
    } else if (ts.isObjectLiteralExpression(node)) {
      markLiteral(node)
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      for (const argument of node.arguments ?? []) markValue(argument)
    } else if (ts.isReturnStatement(node) || ts.isVariableDeclaration(node)) {
      const value = ts.isReturnStatement(node) ? node.expression : node.initializer
      if (value) markValue(value)
    } else if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ) {
      markAssigned(node.left)
    }
    ts.forEachChild(node, visit)
  }

  for (const module of modules) {
    const source = program.getSourceFile(module)
    if (source) visit(source)
  }
  const inMarkup = (node: ts.Node, name: string) =>
    !node.getSourceFile().fileName.includes('/src/main/') &&
    new RegExp(`\\b${name}\\s*[:=,}]`).test(markup)
  return [...optional]
    .filter(([node, { name }]) => isOurs(node) && !set.has(node) && !inMarkup(node, name))
    .map(([, { label }]) => label)
}

/** Svelte checks the properties of components, and ambient declarations describe foreign objects. */
const isOurs = (node: ts.Node): boolean =>
  !new RegExp(`(${scriptSuffix}|[.]d[.]ts)$`).test(node.getSourceFile().fileName)

const kindsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type])

function hostWith(planted: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions, true)
  const onDisk = ts.createCompilerHost(compilerOptions, true)
  host.fileExists = (name) =>
    planted.has(name) || name.endsWith(scriptSuffix) || onDisk.fileExists(name)
  host.readFile = (name) => {
    if (!name.endsWith(scriptSuffix)) return planted.get(name) ?? onDisk.readFile(name)
    const component = readFileSync(name.slice(0, -scriptSuffix.length), 'utf8')
    return /<script lang="ts">(.*?)<\/script>/s.exec(component)?.[1] ?? ''
  }
  return host
}
