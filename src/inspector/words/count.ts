/** `204`, `100,000`. Without `Intl`, whose first use takes longer than a command that prints one line. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 part`, `2 parts`. */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`

/** A value that was left behind because it is itself a token: `signed token, 812 characters, hidden`. */
export const hiddenText = ({ label, length }: { label: string; length: number }): string =>
  `${label}, ${counted(length, 'character')}, hidden`
