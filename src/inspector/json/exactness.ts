/** A number this short without an exponent is always kept by a double. */
const safelyShort = 15
const digitsOfADouble = 17

/**
 * What a double makes of a JSON number that it does not keep, as text; null where it keeps it.
 * Integers beyond 2^53 count as not kept even where they happen to be representable: their
 * neighbour reads the same.
 */
export function readAsDouble(text: string): string | null {
  if (text.length <= safelyShort && !text.includes('e') && !text.includes('E')) return null
  const value = Number(text)
  if (!Number.isFinite(value)) return String(value)
  const beyond = Number.isInteger(value) && !Number.isSafeInteger(value)
  const digits = significantDigits(text)
  const vanished = value === 0 && digits > 0
  return beyond || vanished || digits > digitsOfADouble ? String(value) : null
}

/** Digits from the first to the last that is not zero, before any exponent. */
function significantDigits(text: string): number {
  let counted = 0
  let upToLast = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x65 || code === 0x45) break
    if (code < 0x30 || code > 0x39) continue
    if (counted > 0 || code !== 0x30) counted++
    if (code !== 0x30) upToLast = counted
  }
  return upToLast
}
