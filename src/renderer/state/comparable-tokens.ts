import type { Inspection } from '../../shared/jwt/inspection.ts'
import { slotNames } from './advice.ts'
import type { Session } from './session.ts'

/** A token that can be put beside another one. */
export interface ComparableToken {
  name: string
  label: string
  /** null until main has read it. */
  inspection: Inspection | null
  /** Reads it, or reads it anew where another token has taken its place. */
  load: () => void
}

/** Names one token of a provider, and one of the scratchpad. */
export const providerToken = (id: string, slot: string): string => `${id}/${slot}`
export const pastedToken = (id: number): string => `pasted/${id}`

/** Everything that could be compared now: what providers hold, and what was pasted. */
export function comparableTokens({
  workspace,
  inspections,
  scratchpad,
}: Session): ComparableToken[] {
  const held = workspace.providers.flatMap(
    ({ provider: { id, name, environment }, tokens, secrets }) =>
      (secrets.state === 'ready' ? tokens : []).flatMap(({ slot, fingerprint, arrivedAtMs }) => {
        const version = `${fingerprint} ${arrivedAtMs}`
        const entry = inspections.of(id, slot)
        const current = entry?.version.startsWith(version) ? entry : undefined
        if (current?.phase === 'failed') return []
        return {
          name: providerToken(id, slot),
          label: [name, environment, slotNames[slot]].filter(Boolean).join(', '),
          inspection: current?.phase === 'ready' ? current.inspection : null,
          load: () => {
            if (!current) void inspections.load(id, slot, version)
          },
        }
      }),
  )
  const pasted = scratchpad.tokens.map(({ id, name, inspection }) => {
    return { name: pastedToken(id), label: `Pasted: ${name}`, inspection, load: () => {} }
  })
  return [...held, ...pasted]
}
