import { counted } from '../../inspector/index.ts'
import { type Question, quotedName } from '../consent.ts'

/** The label of the button that exports nothing. */
export const doNotExport = 'Do not export'

const mostNamed = 10

/** `"Bank", "Exchange" and 3 more`. */
export function named(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map(quotedName).join(', ')
  const more = names.length - mostNamed
  return more > 0 ? `${shown} and ${more} more` : shown
}

/** Asked before secrets leave the vault: how many, and of which providers. */
export const exportQuestion = (
  providers: readonly { name: string; secrets: readonly string[] }[],
): Question => ({
  message: 'Export secrets?',
  detail: [
    `Secrets: ${providers.reduce((sum, { secrets }) => sum + secrets.length, 0)}`,
    `Of ${counted(providers.length, 'provider')}: ${named(providers.map(({ name }) => name))}`,
    '',
    'The secrets are encrypted with the passphrase you just typed. Anyone with the file and the passphrase can use them.',
  ].join('\n'),
  buttons: [doNotExport, 'Export secrets'],
})
