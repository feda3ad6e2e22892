/** A double represents every number that is no longer than this and has no exponent. */
const safelyShort = 15
const digitsOfADouble = 17

/**
 * The double that a JSON number is rounded to, as text; null if nothing is lost. Integers beyond
 * 2^53 always count as rounded: even if one is representable, its neighbour reads as the same
 * double.
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

/** Number of digits from the first to the last that is not zero, without the exponent. */
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
