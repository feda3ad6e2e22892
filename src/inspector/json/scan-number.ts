const zero = 0x30
const nine = 0x39

/** End of the number that begins at `start` (RFC 8259 §6); -1 if none begins there. */
export function numberEnd(text: string, start: number): number {
  let at = start
  if (text.charCodeAt(at) === 0x2d) at++
  const integerStart = at
  at = digitsEnd(text, at)
  if (at === integerStart) return -1
  // No digit may follow a leading zero, so the number ends after it.
  if (text.charCodeAt(integerStart) === zero) at = integerStart + 1
  let code = text.charCodeAt(at)
  if (code === 0x2e) {
    const end = digitsEnd(text, at + 1)
    if (end === at + 1) return -1
    at = end
    code = text.charCodeAt(at)
  }
  if (code !== 0x65 && code !== 0x45) return at
  const sign = text.charCodeAt(at + 1)
  const exponentStart = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1
  const end = digitsEnd(text, exponentStart)
  return end === exponentStart ? -1 : end
}

/** The fast path: end of an integer short enough to be exact in a double; otherwise -1. */
export function smallIntegerEnd(text: string, start: number): number {
  const end = digitsEnd(text, start)
  const next = text.charCodeAt(end)
  const small = end > start && end - start <= 15 && text.charCodeAt(start) !== zero
  return small && next !== 0x2e && (next | 0x20) !== 0x65 ? end : -1
}

function digitsEnd(text: string, start: number): number {
  let at = start
  for (let code = text.charCodeAt(at); code >= zero && code <= nine;) code = text.charCodeAt(++at)
  return at
}
