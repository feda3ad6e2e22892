import ts from 'typescript'

/** What a template literal fills in. */
export const gap = '{…}'

/**
 * The texts in a module that a person may read, by their form: several words, or one capitalised
 * word. Pieces joined by `+` are one text. Names of modules, types and compared values are left out.
 */
export function textsOfScript(source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (isTechnical(node)) return
    const text = textOf(node)
    if (text === null) return ts.forEachChild(node, visit)
    found.push(text)
    gapsOf(node).forEach(visit)
  }
  visit(ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true))
  return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter(isLanguage)
}

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => gap + literal.text).join('')
  if (!isJoining(node)) return null
  const [left, right] = [textOf(node.left), textOf(node.right)]
  return left === null && right === null ? null : (left ?? gap) + (right ?? gap)
}

const isJoining = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken

/** The expressions between the pieces of a text, which may hold texts of their own. */
function gapsOf(node: ts.Node): ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression)
  if (!isJoining(node)) return []
  return [node.left, node.right].flatMap((side) => (textOf(side) === null ? [side] : gapsOf(side)))
}

const comparisons = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
])

/** Calls whose texts are matched or sent, not shown. */
const matching = /^(startsWith|endsWith|includes|indexOf|split|has|get|setHeader|on|once|emit)$/

function isTechnical(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node))
    return true
  const { parent } = node
  if (!ts.isStringLiteralLike(node)) return false
  if (ts.isPropertyAssignment(parent)) return parent.name === node
  if (ts.isBinaryExpression(parent)) return comparisons.has(parent.operatorToken.kind)
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return true
  return (
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    matching.test(parent.expression.name.text)
  )
}

const isLanguage = (text: string): boolean => {
  if (!/\p{L}/u.test(text.replaceAll(gap, ''))) return false
  const words = text.replaceAll(gap, 'x')
  return /\p{L}\S* +\S*\p{L}/u.test(words) || /^\p{Lu}\p{Ll}+[.:…?]?$/u.test(words)
}
