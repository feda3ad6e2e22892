/** `812 bytes`, `6.1 kB`, `2.3 MB`: powers of 1,000. */
export function bytes(count: number): string {
  if (count === 1) return '1 byte'
  if (count < 1000) return `${count} bytes`
  if (count < 1_000_000) return `${(count / 1000).toFixed(1)} kB`
  return `${(count / 1_000_000).toFixed(1)} MB`
}
