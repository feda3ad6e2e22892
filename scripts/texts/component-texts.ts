import { type AST, parse } from 'svelte/compiler'
import { gap, textsOfScript } from './script-texts.ts'

type Node = AST.Fragment['nodes'][number]

/** The texts of a component's scripts and markup. A sentence with inline elements is one text. */
export function textsOfComponent(source: string): string[] {
  const { fragment, instance, module } = parse(source, { modern: true })
  const codeOf = (node: unknown): string => {
    const { start, end } = node as { start: number; end: number }
    return source.slice(start, end)
  }
  const found = [instance, module].flatMap((script) =>
    script ? textsOfScript(codeOf(script.content)) : [],
  )
  let sentence = ''
  const endSentence = () => {
    const text = sentence.replace(/\s+/g, ' ').trim()
    if (/\p{L}{2}/u.test(text.replaceAll(gap, ''))) found.push(text)
    sentence = ''
  }
  const readExpression = (expression: unknown) =>
    found.push(...textsOfScript(`(${codeOf(expression)})`))

  const readAttribute = (attribute: AST.Attribute) => {
    const values = attribute.value === true ? [] : [attribute.value].flat()
    if (values.every(({ type }) => type === 'ExpressionTag')) {
      values.forEach((value) => 'expression' in value && readExpression(value.expression))
      return
    }
    found.push(values.map((value) => (value.type === 'Text' ? value.data : gap)).join(''))
  }

  const read = (node: Node): void => {
    if (node.type === 'Text') sentence += node.data
    else if (node.type === 'ExpressionTag') {
      sentence += gap
      readExpression(node.expression)
    } else {
      const isInline = node.type === 'RegularElement' && inlineElements.has(node.name)
      if (!isInline) endSentence()
      if (node.type === 'RenderTag' || node.type === 'EachBlock') readExpression(node.expression)
      if (node.type === 'ConstTag') found.push(...textsOfScript(codeOf(node.declaration)))
      if ('attributes' in node) shownAttributes(node).forEach(readAttribute)
      fragmentsOf(node).forEach((part) => part.nodes.forEach(read))
      if (!isInline) endSentence()
    }
  }
  fragment.nodes.forEach(read)
  endSentence()
  return found
}

const inlineElements = new Set(['a', 'b', 'br', 'code', 'em', 'kbd', 'strong'])

/** Of an element those that are shown or act; a component may show any text it is given. */
function shownAttributes(node: AST.ElementLike): AST.Attribute[] {
  const shown = /^(alt|aria-label|aria-valuetext|placeholder|title|on.*)$/
  const isShown = ({ name, value }: AST.Attribute) =>
    node.type === 'Component' ? !isWord(value) : shown.test(name)
  return node.attributes.filter((one) => one.type === 'Attribute').filter(isShown)
}

/** A single lower-case word chooses something and is not shown. */
const isWord = (value: AST.Attribute['value']): boolean => {
  const [only, ...others] = value === true ? [] : [value].flat()
  return others.length === 0 && only?.type === 'Text' && /^[\p{Ll}-]*$/u.test(only.data)
}

const fragmentsOf = (node: Node): AST.Fragment[] => Object.values(node).filter(isFragment)

const isFragment = (value: unknown): value is AST.Fragment =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Fragment'
