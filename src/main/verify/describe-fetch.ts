import type { KeySource, PlannedFetch } from '../../shared/verification-request.ts'
import { withoutReach } from './fetch-plan.ts'
import { directSource, planSource, type VerifyEnvironment } from './load-keys.ts'
import { namesIn, readInput, type TokenInput } from './token-input.ts'

/**
 * The requests that a key source would lead to first, who names them, and whether they may be made.
 * Makes none. Discovery leads to one more, which only its answer names.
 */
export async function describeFetch(
  source: KeySource,
  input: TokenInput,
  tools: Pick<VerifyEnvironment, 'provider'>,
): Promise<PlannedFetch[]> {
  const provider = source.from === 'provider' ? await tools.provider(source.id) : null
  const direct = directSource(source, provider, input.trustedOrigins)
  return 'kind' in direct
    ? []
    : planSource(direct, namesIn(readInput(input).reading)).map(withoutReach)
}
