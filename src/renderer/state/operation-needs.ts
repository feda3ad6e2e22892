import { type Slot, slots } from '../../inspector/index.ts'
import type { Operation, ProviderTemplate, ValueSource } from '../../shared/template.ts'
import type { TokenSummary } from '../../shared/token.ts'

/** The stored tokens that an operation sends. */
function slotsSentBy(operation: Operation): Slot[] {
  const { authorization, body } = operation
  const sources: (ValueSource | undefined)[] = [
    ...Object.values(operation.query ?? {}),
    ...Object.values(operation.headers ?? {}),
    ...(body.encoding === 'none' ? [] : body.entries.map((entry) => entry.value)),
  ]
  if (authorization?.scheme === 'bearer') sources.push(authorization.token)
  if (authorization?.scheme === 'basic')
    sources.push(authorization.username, authorization.password)
  return sources.flatMap((source) => (source && 'token' in source ? [source.token] : []))
}

/** The first token that an operation sends and the provider does not have. */
export const missingToken = (
  operation: Operation,
  tokens: readonly TokenSummary[],
): Slot | undefined =>
  slotsSentBy(operation).find((slot) => !tokens.some((token) => token.slot === slot))

/** The slots shown for a provider: of the tokens that it has or may get. */
export function slotsOf(
  template: ProviderTemplate | undefined,
  tokens: readonly TokenSummary[],
): Slot[] {
  return slots.filter(
    (slot) =>
      tokens.some((token) => token.slot === slot) ||
      template?.operations.some((operation) => operation.tokens[slot] !== undefined),
  )
}
