import type { EncryptionFacts } from '../verification-facts.ts'
import type { Row } from './mint.fixture.ts'

const opened = (facts: Partial<EncryptionFacts>) => ({
  facts: { encryption: { pbes2Count: null, zip: null, replicatedDiffer: [], ...facts } },
})

/** Findings of decryption. */
export const decryptionRows: readonly Row[] = [
  { id: 'jwe-zip', raises: opened({ zip: 'DEF' }), spares: opened({}) },
  {
    id: 'replicated-claims-differ',
    raises: opened({ replicatedDiffer: ['sub'] }),
    spares: opened({}),
    says: /sub/,
  },
]
