/** The unescaped steps of a pointer (RFC 6901 §4). The root has none. */
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
 * The value at a JSON Pointer (RFC 6901); undefined if there is none. Own properties only:
 * `/constructor` finds nothing in `{}`.
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

/** The first value that is neither missing nor null; undefined if there is none. */
export function firstAt(document: unknown, pointers: readonly string[]): unknown {
  for (const pointer of pointers) {
    const value = valueAt(document, pointer)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

/**
 * Builds a JSON object with each text at its pointer. Every step is a member name. The objects have
 * no prototype, so that `__proto__` is a name like any other.
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
