import type { Inspection, Slot } from '../../inspector/index.ts'
import { slotNames } from './advice.ts'
import type { Session } from './session.ts'

/** A token that can be compared. */
export interface ComparableToken {
  name: string
  /** The id of its provider, or `pasted`. */
  holder: string
  label: string
  /** null until it has been inspected. */
  inspection: Inspection | null
  /** Inspects it, unless that has been done for this very token. */
  load: () => void
}

/** Names of a token of a provider, of the one that it replaced, and of a pasted one. */
export const providerToken = (id: string, slot: string): string => `${id}/${slot}`
export const replacedBy = (name: string): string => `${name}/before`
export const pastedToken = (id: number): string => `pasted/${id}`

/** Current and replaced tokens of the providers, and the pasted tokens. */
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
