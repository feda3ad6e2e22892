import type { Inspection } from '../../shared/jwt/inspection.ts'
import { slotNames } from './advice.ts'
import type { Session } from './session.ts'

/** A token that can be put beside another one. */
export interface ComparableToken {
  name: string
  /** Who has it: a provider by its id, or the scratchpad. */
  holder: string
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
          holder: id,
          label: [name, environment, slotNames[slot]].filter(Boolean).join(', '),
          inspection: current?.phase === 'ready' ? current.inspection : null,
          load: () => {
            if (!current) void inspections.load(id, slot, version)
          },
        }
      }),
  )
  const pasted = scratchpad.tokens.map(({ id, name, inspection }) => {
    const label = `Pasted: ${name}`
    return { name: pastedToken(id), holder: 'pasted', label, inspection, load: () => {} }
  })
  return [...held, ...pasted]
}
