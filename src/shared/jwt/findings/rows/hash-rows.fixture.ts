import type { SelectiveDisclosureReport } from '../../hash-report.ts'
import { claims, idToken, jwt, part, type Row, type Sample } from './mint.fixture.ts'

const digest = 'CrQe7S5kqBAHt-nMYXgc6bdt2SH5aTY1sU_M-PgkjPI'
const other = 'JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE'
const disclosure = part(['2GLC42sKQveCfGfryNRN9w', 'given_name', 'John'])
const issued = jwt({ ...claims, _sd: [digest] }, { header: { typ: 'dc+sd-jwt' } })

const disclosed = (selectiveDisclosure: Partial<SelectiveDisclosureReport>): Sample => ({
  text: `${issued}~${disclosure}~`,
  report: {
    selectiveDisclosure: {
      unsupportedAlgorithm: null,
      disclosures: [{ digest, pointer: '/given_name' }],
      duplicateDigests: [],
      collisions: [],
      undisclosed: 0,
      keyBindingHash: null,
      claims: null,
      ...selectiveDisclosure,
    },
  },
})

const hashed = (claimed: string, computed: string): Sample => ({
  ...idToken({ ...claims, at_hash: claimed }),
  report: { accessTokenHash: { claimed, computed } },
})

/** What the asynchronous step reports, judged. */
export const hashRows: readonly Row[] = [
  {
    id: 'at-hash-mismatch',
    raises: hashed('abc', 'abd'),
    spares: hashed('abc', 'abc'),
    says: /abd/,
  },
  {
    id: 'sd-undisclosed-reference',
    raises: disclosed({ disclosures: [{ digest: other, pointer: null }] }),
    spares: disclosed({ undisclosed: 3 }),
    says: /disclosure 1 \("given_name"\)/,
  },
  {
    id: 'sd-duplicate-digest',
    raises: disclosed({ duplicateDigests: [digest] }),
    spares: disclosed({ duplicateDigests: [] }),
  },
  {
    id: 'sd-claim-collision',
    raises: disclosed({ collisions: [{ disclosure: 0, pointer: '/sub', name: 'sub' }] }),
    spares: disclosed({ collisions: [] }),
    says: /there already/,
  },
  {
    id: 'sd-claim-collision',
    raises: disclosed({ collisions: [{ disclosure: 0, pointer: '', name: '_sd' }] }),
    spares: disclosed({}),
    says: /reserved/,
  },
  {
    id: 'kb-hash-mismatch',
    raises: disclosed({ keyBindingHash: { claimed: digest, computed: other } }),
    spares: disclosed({ keyBindingHash: { claimed: digest, computed: digest } }),
  },
]
