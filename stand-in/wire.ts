import { parse, stringify } from 'devalue'

// These functions run in main and, sent as their source, in the page: they may use each other and
// devalue, nothing else.

/**
 * Writes a value as Electron's IPC would carry it: the structured clone algorithm decides what may
 * cross, devalue only writes the result down.
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

/** Reads what `pack` wrote. */
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
