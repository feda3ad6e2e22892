/** One step of a pointer per element, unescaped (RFC 6901 section 4). The root has no steps. */
function steps(pointer: string): string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The value at a JSON Pointer (RFC 6901), or undefined where there is none.
 * Own properties only: `/constructor` finds nothing in `{}`.
 */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document
  for (const step of steps(pointer)) {
    if (Array.isArray(value)) {
      value = /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined
    } else if (isObject(value) && Object.hasOwn(value, step)) {
      value = value[step]
    } else {
      return undefined
    }
  }
  return value
}

/** The first of several places that holds something, or undefined. */
export function firstAt(document: unknown, pointers: readonly string[]): unknown {
  for (const pointer of pointers) {
    const value = valueAt(document, pointer)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

/**
 * Builds the JSON object that holds each text at its pointer: every step is a member name.
 * Without prototypes, so that no name has a meaning of its own.
 */
export function objectWith(entries: readonly { at: string; text: string }[]): unknown {
  const root = emptyObject()
  for (const { at, text } of entries) {
    const path = steps(at)
    const last = path.pop()
    if (last === undefined) continue
    let target = root
    for (const step of path) {
      const inner = target[step]
      target = isObject(inner) ? inner : (target[step] = emptyObject())
    }
    target[last] = text
  }
  return root
}

const emptyObject = (): Record<string, unknown> => {
  const object: Record<string, unknown> = {}
  Object.setPrototypeOf(object, null)
  return object
}
