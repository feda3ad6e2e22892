import type { InspectionContext } from '../read/context.ts'
import { now } from './rows/mint.fixture.ts'

/** A token as a product issues it, with other values. */
export interface OrdinaryToken {
  name: string
  algorithm: 'HS256' | 'RS256' | 'ES256' | 'EdDSA'
  /** Without `alg`. */
  header: Record<string, unknown>
  claims: Record<string, unknown>
  context: Partial<InspectionContext>
  /** Ids of the warnings that it must raise. */
  warnings: readonly string[]
}

export const obtained = { arrivedAtSeconds: now }
export const jti = '8f14e45fceea167a5a36dedd4bea2543'
export const user = 'b2c7e3a4-6a39-4f6c-9f0e-2d1c7f5b8a90'
