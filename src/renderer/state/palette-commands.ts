import { type Command, commandsNow } from './commands.ts'
import { type ListOrder, orderNames } from './list-order.ts'
import { titles } from './navigation.svelte.ts'
import type { Session } from './session.ts'

/** The commands of the palette: those that have shortcuts, and those that nobody needs one for. */

interface Found extends Command {
  /** Other words that find it. */
  also?: string
}

/** What people call a place that has another name here. */
const synonyms: Record<string, string> = {
  [titles.add]: 'new service create',
  [titles.paste]: 'inspect decode jwt verify decrypt clipboard',
  [titles.compare]: 'diff difference',
  [titles.export]: 'backup save file',
  [titles.import]: 'restore open file',
  [titles.activity]: 'requests log history curl',
  [titles.settings]: 'preferences options theme dark light clipboard margin',
  [titles.vault]: 'keyring passphrase encryption password',
}

/** Without the palette itself. */
export const paletteCommands = (session: Session): Found[] => [
  ...commandsNow(session)
    .filter(({ label }) => label !== titles.palette)
    .map((command) => ({ ...command, also: synonyms[command.label] ?? '' })),
  ...orderCommands(session),
  ...providerCommands(session),
]

const orderCommands = (session: Session): Found[] =>
  (Object.entries(orderNames) as [ListOrder, string][])
    .filter(([order]) => order !== session.listing.order)
    .map(([order, name]) => ({
      label: `Order providers: ${name}`,
      also: order === 'expiry' ? 'sort next to expire' : 'sort',
      run: () => void session.setPreferences({ listOrder: order }),
    }))

/** A command to go to each provider. */
const providerCommands = ({ navigation, workspace }: Session): Command[] =>
  workspace.providers.map(({ provider }) => ({
    label: [`Go to ${provider.name}`, provider.environment].filter(Boolean).join(', '),
    run: () => navigation.select(provider.id),
  }))
