import type { ProviderSummary } from '../../shared/ipc.ts'
import type { Preferences } from '../../shared/preferences.ts'
import { mainToken } from './provider-state.ts'
import { lifeOf } from './token-life.ts'

export type ListOrder = Preferences['listOrder']

/** Names of the orders, in the order of the menu. */
export const orderNames: Record<ListOrder, string> = {
  expiry: 'Expiry',
  name: 'Name',
  call: 'Last call',
  own: 'My order',
}

let collator: Intl.Collator | undefined

/** Created when it is needed: the first use of `Intl` takes about 20 ms. */
const compareTexts = (a: string, b: string): number => {
  collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  return collator.compare(a, b)
}

/** Epoch milliseconds. Tokens without a known end, and providers without a token, come last. */
function endOf(summary: ProviderSummary): number {
  const token = mainToken(summary)
  const end = token && lifeOf(token).endsAtMs
  return typeof end === 'number' ? end : token ? Number.MAX_VALUE : Infinity
}

const lastCall = ({ lastOutcome, tokens }: ProviderSummary): number =>
  Math.max(lastOutcome?.startedAtMs ?? 0, ...tokens.map(({ arrivedAtMs }) => arrivedAtMs))

const byName = (a: ProviderSummary, b: ProviderSummary): number =>
  compareTexts(a.provider.name, b.provider.name) ||
  compareTexts(a.provider.environment, b.provider.environment)

/** Infinite keys are equal, so that names decide among them. */
const difference = (a: number, b: number): number => (a === b ? 0 : a - b)

const comparators = {
  name: byName,
  expiry: (a, b) => difference(endOf(a), endOf(b)) || byName(a, b),
  call: (a, b) => difference(lastCall(b), lastCall(a)) || byName(a, b),
} satisfies Partial<Record<ListOrder, typeof byName>>

/** @param providers in the user's own order */
export const ordered = (
  providers: readonly ProviderSummary[],
  order: ListOrder,
): readonly ProviderSummary[] =>
  order === 'own' ? providers : providers.toSorted(comparators[order])
