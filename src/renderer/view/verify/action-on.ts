import type { Inspection } from '../../../inspector/index.ts'

/** What can be done with a key to a token; null for those without a signature or encryption. */
export function actionOn(inspection: Inspection): 'Verify' | 'Decrypt' | null {
  if (inspection.kind === 'jwe') return 'Decrypt'
  const signed =
    inspection.kind === 'sd-jwt' || (inspection.kind === 'jws' && inspection.privateTo === null)
  return signed ? 'Verify' : null
}
