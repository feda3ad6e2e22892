import type { HmacFacts } from '../../../verification.ts'
import type { Row } from './mint.fixture.ts'

const hmac = (facts: Partial<HmacFacts>) => ({
  facts: {
    hmac: {
      secretBytes: 32,
      requiredBytes: 32,
      wellKnown: 'no' as const,
      publicKeyEncoding: null,
      ...facts,
    },
  },
})

/** What only a key or a verification brings to light. */
export const keyRows: readonly Row[] = [
  { id: 'hmac-weak-secret', raises: hmac({ secretBytes: 31 }), spares: hmac({ secretBytes: 32 }) },
  {
    id: 'hmac-weak-secret',
    raises: hmac({ secretBytes: 40, wellKnown: 'listed' }),
    spares: hmac({ secretBytes: null }),
  },
  {
    id: 'hmac-weak-secret',
    raises: hmac({ secretBytes: 0, wellKnown: 'empty' }),
    spares: { facts: { hmac: null } },
    says: /empty/,
  },
  {
    id: 'hmac-public-key',
    raises: hmac({ publicKeyEncoding: 'SPKI as PEM' }),
    spares: hmac({ publicKeyEncoding: null }),
    says: /SPKI as PEM/,
  },
  {
    id: 'kid-missing',
    raises: { facts: { keyCandidates: 2, keyIdInHeader: false } },
    spares: { facts: { keyCandidates: 1, keyIdInHeader: false } },
  },
  {
    id: 'kid-missing',
    raises: { facts: { keyCandidates: 5, keyIdInHeader: false } },
    spares: { facts: { keyCandidates: 5, keyIdInHeader: true } },
  },
  {
    id: 'x5c-mismatch',
    raises: { facts: { certificates: { count: 2, problems: ['The chain is broken.'] } } },
    spares: { facts: { certificates: { count: 2, problems: [] } } },
    says: /The chain is broken/,
  },
  {
    id: 'jwe-zip',
    raises: { facts: { encryption: { pbes2Count: null, zip: 'DEF', replicatedDiffer: [] } } },
    spares: { facts: { encryption: { pbes2Count: null, zip: null, replicatedDiffer: [] } } },
  },
  {
    id: 'replicated-claims-differ',
    raises: { facts: { encryption: { pbes2Count: null, zip: null, replicatedDiffer: ['sub'] } } },
    spares: { facts: { encryption: { pbes2Count: null, zip: null, replicatedDiffer: [] } } },
    says: /sub/,
  },
]
