import type { VerificationFacts } from './verification-facts.ts'
import type { Finding } from '../read/finding.ts'
import { pbes2Text } from './algorithm.ts'
import { mostUnpackedBytes, replicatedText } from './encrypted.ts'
import { kidMissingText } from './header-keys.ts'
import { worstFirst } from './index.ts'
import { nothing, raise } from './raise.ts'
import { shortestRsaBits } from '../tables/algorithms.ts'
import { wrongLength } from './signature.ts'

/** One row of the catalogue that needs a key, or what verification found out. */
type VerificationRule = (facts: VerificationFacts) => readonly Finding[]

const hmacWeakSecret: VerificationRule = ({ hmac }) => {
  if (!hmac) return nothing
  if (hmac.wellKnown === 'empty') return [raise('hmac-weak-secret', 'The secret is empty.')]
  if (hmac.wellKnown === 'listed')
    return [raise('hmac-weak-secret', 'The secret is on the list of well-known secrets.')]
  if (hmac.secretBytes === null || hmac.secretBytes >= hmac.requiredBytes) return nothing
  const said = `The secret has ${hmac.secretBytes} bytes, ${hmac.requiredBytes} are required.`
  return [raise('hmac-weak-secret', said)]
}

const hmacPublicKey: VerificationRule = ({ hmac }) => {
  const encoding = hmac?.publicKeyEncoding ?? null
  if (encoding === null) return nothing
  const said = `The secret is the text of a public key (${encoding}).`
  return [raise('hmac-public-key', said)]
}

const rsaShortKey: VerificationRule = ({ rsaModulusBits }) =>
  rsaModulusBits === null || rsaModulusBits >= shortestRsaBits
    ? nothing
    : [raise('rsa-short-key', `The key has ${rsaModulusBits} bits.`)]

/** Reading the token has judged the sizes that follow from the algorithm alone. */
const signatureLengthByKey: VerificationRule = (facts) => {
  const { algorithm, signatureBytes, rsaModulusBytes } = facts
  if (algorithm === null || rsaModulusBytes === null) return nothing
  if (signatureBytes === null || signatureBytes === 0) return nothing
  const said = wrongLength(algorithm, signatureBytes, rsaModulusBytes)
  return said === null ? nothing : [raise('signature-length', said)]
}

const kidMissing: VerificationRule = ({ keyCandidates, keyIdInHeader }) => {
  if (keyIdInHeader || keyCandidates === null || keyCandidates < 2) return nothing
  return [raise('kid-missing', kidMissingText(keyCandidates))]
}

const certificateMismatch: VerificationRule = ({ certificates }) =>
  (certificates?.problems ?? []).map((problem) => raise('x5c-mismatch', problem))

const encryption: VerificationRule = ({ encryption: facts }) => {
  if (!facts) return nothing
  const found: Finding[] = []
  const rounds = facts.pbes2Count === null ? null : pbes2Text(facts.pbes2Count)
  if (rounds !== null) found.push(raise('pbes2-count', rounds))
  if (facts.zip !== null) {
    const said = `The content was compressed; at most ${mostUnpackedBytes} bytes of it are unpacked.`
    found.push(raise('jwe-zip', said))
  }
  if (facts.replicatedDiffer.length > 0)
    found.push(raise('replicated-claims-differ', replicatedText(facts.replicatedDiffer)))
  return found
}

const rules: readonly VerificationRule[] = [
  hmacPublicKey,
  hmacWeakSecret,
  rsaShortKey,
  signatureLengthByKey,
  kidMissing,
  certificateMismatch,
  encryption,
]

/** What verification or decryption brought to light, worst first. */
export const judgeVerification = (facts: VerificationFacts): Finding[] =>
  worstFirst(rules.flatMap((rule) => rule(facts)))
