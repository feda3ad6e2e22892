import type { EncryptionFacts } from '../verification-facts.ts'
import type { Row } from './mint.fixture.ts'

const opened = (facts: Partial<EncryptionFacts>) => ({
  facts: { encryption: { pbes2Count: null, zip: null, replicatedDiffer: [], ...facts } },
})

/** What opening a token brings to light, where reading it has not: the header may be anywhere then. */
export const decryptionRows: readonly Row[] = [
  { id: 'jwe-zip', raises: opened({ zip: 'DEF' }), spares: opened({}) },
  {
    id: 'replicated-claims-differ',
    raises: opened({ replicatedDiffer: ['sub'] }),
    spares: opened({}),
    says: /sub/,
  },
]
