import type { ActivityEntry, Outcome } from '../../shared/outcome.ts'
import type { Provider } from '../../shared/provider.ts'
import type { Operation } from '../../shared/template.ts'
import type { CallReport } from './run-operation.ts'
import { slotsOf } from './token-set.ts'

/**
 * The line of the activity for one call, or null where none was tried. Holds allow-listed parts
 * only: names, harmless headers, expiries, and a failure without the body.
 */
export function activityEntry(
  provider: Pick<Provider, 'id' | 'name' | 'environment'>,
  operation: Pick<Operation, 'id' | 'label'>,
  call: CallReport,
  end: Outcome['end'],
  id: string,
): ActivityEntry | null {
  if (call.trace === null) return null
  return {
    id,
    providerId: provider.id,
    providerName: provider.name,
    environment: provider.environment,
    operation: operation.id,
    operationLabel: operation.label,
    startedAtMs: call.startedAtMs,
    durationMs: call.durationMs,
    ...call.trace,
    response: call.trace.response(),
    ...(call.status === undefined ? {} : { status: call.status }),
    ...(end.ok ? {} : { failure: end.failure }),
    received: call.received.ok ? slotsOf(call.received.value) : [],
  }
}
