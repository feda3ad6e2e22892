import { parse, stringify } from 'devalue'

// These functions run in main and in the page, where they are sent as source text. So they may use
// each other and devalue, and nothing else.

/**
 * Serializes a value as Electron's IPC does: the structured clone algorithm decides what can be sent,
 * and devalue writes the clone as text.
 *
 * @throws Error "An object could not be cloned." for functions, symbols, promises, DOM nodes and
 * the like
 */
export function pack(value: unknown): string {
  try {
    return stringify(structuredClone(value), { Error: packError })
  } catch {
    throw new Error('An object could not be cloned.')
  }
}

/** Reverses `pack`. */
export function unpack(text: string): unknown {
  const value: unknown = parse(text, { Error: unpackError })
  return value
}

export function packError(value: unknown): false | [string, string, string | undefined] {
  return value instanceof Error && [value.name, value.message, value.stack]
}

export function unpackError([name, message, stack]: [string, string, string | undefined]): Error {
  const kinds = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]
  const Kind = kinds.find((kind) => kind.name === name) ?? Error
  return Object.assign(new Kind(message), { stack })
}
