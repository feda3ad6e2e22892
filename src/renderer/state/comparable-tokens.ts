import type { Inspection, Slot } from '../../inspector/index.ts'
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

/** Names one token of a provider, the one before it, and one of the scratchpad. */
export const providerToken = (id: string, slot: string): string => `${id}/${slot}`
export const replacedBy = (name: string): string => `${name}/before`
export const pastedToken = (id: number): string => `pasted/${id}`

/** Everything that could be compared now: what providers hold and held, and what was pasted. */
export function comparableTokens({
  workspace,
  inspections,
  earlier,
  scratchpad,
}: Session): ComparableToken[] {
  const open = workspace.providers.filter(({ secrets }) => secrets.state === 'ready')
  const held = open.flatMap(({ provider: { id, name, environment }, tokens }) => {
    const labelOf = (slot: Slot) => [name, environment, slotNames[slot]].filter(Boolean).join(', ')
    const current = tokens.flatMap(({ slot, fingerprint, arrivedAtMs }) => {
      const version = `${fingerprint} ${arrivedAtMs}`
      const entry = inspections.of(id, slot)
      const read = entry?.version.startsWith(version) ? entry : undefined
      if (read?.phase === 'failed') return []
      return {
        name: providerToken(id, slot),
        holder: id,
        label: labelOf(slot),
        inspection: read?.phase === 'ready' ? read.inspection : null,
        load: () => {
          if (!read) void inspections.load(id, slot, version)
        },
      }
    })
    const replaced = tokens.flatMap((token) => {
      const inspection = earlier.before(id, token)
      if (!inspection) return []
      const label = `${labelOf(token.slot)}, the one before`
      const name = replacedBy(providerToken(id, token.slot))
      return { name, holder: id, label, inspection, load: () => {} }
    })
    return [...current, ...replaced]
  })
  const pasted = scratchpad.tokens.map(({ id, name, inspection }) => {
    const label = `Pasted: ${name}`
    return { name: pastedToken(id), holder: 'pasted', label, inspection, load: () => {} }
  })
  return [...held, ...pasted]
}
