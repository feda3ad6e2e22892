/** `204`, `100,000`. Without `Intl`, whose first use costs about 20 ms. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 part`, `2 parts`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${grouped(count)} ${count === 1 ? noun : plural}`

/** Stands for a value that is masked, being a token itself: `signed token, 812 characters, hidden`. */
export const hiddenText = ({ label, length }: { label: string; length: number }): string =>
  `${label}, ${counted(length, 'character')}, hidden`
