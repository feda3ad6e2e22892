/** The texts of a template that the form and the failures show. */
const shown = new Set(['name', 'description', 'label', 'help', 'placeholder', 'text', 'title'])

export function textsOfTemplate(source: string): string[] {
  const found: string[] = []
  JSON.parse(source, (key: string, value: unknown): unknown => {
    if (shown.has(key) && typeof value === 'string' && /\p{Lu}| /u.test(value)) found.push(value)
    return value
  })
  return found
}
