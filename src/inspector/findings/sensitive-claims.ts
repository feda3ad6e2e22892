import type { TextRange } from '../encoding/place.ts'
import type { JsonNode } from '../json/node.ts'
import { visitNodes } from '../json/visit-nodes.ts'
import { isTokenLike } from '../looks/token-in-word.ts'
import { list, quote } from '../words/sentence.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { looksLikeIdToken } from './judged-token.ts'
import { placeAt } from './token-object.ts'

/** Last words of the names of claims that hold personal data or a secret. */
const tellingWords = [
  'email|mail|email_address|phone|phone_number|telephone|mobile|msisdn',
  'birthdate|date_of_birth|dob|place_of_birth|nationalities',
  'ssn|social_security_number|national_id|tax_id|personal_number|passport|passport_number',
  'driving_licence|iban|card_number',
  'password|passwd|passphrase|pwd|pin|secret|private_key|api_key',
  'access_token|refresh_token|id_token',
].join('|')

/** Only whole names outside lists: `client_name` and the `name` of a role are not personal. */
const tellingNames = [
  'name|full_name|given_name|first_name|family_name|last_name|middle_name|surname',
  'birth_family_name|birth_given_name|birth_middle_name',
  'address|street_address|postal_address|home_address',
].join('|')

/** The last two characters of a name as a number, ignoring case. */
const ending = (name: string): number =>
  ((name.charCodeAt(name.length - 2) | 32) << 16) | name.charCodeAt(name.length - 1) | 32

/** The endings rule out most names before the slower pattern. */
const telling = {
  anywhere: {
    pattern: new RegExp(`(^|_)(${tellingWords})$|^(${tellingNames})$`),
    endings: new Set(`${tellingWords}|${tellingNames}`.split('|').map(ending)),
  },
  listed: {
    pattern: new RegExp(`(^|_)(${tellingWords})$`),
    endings: new Set(tellingWords.split('|').map(ending)),
  },
}

/** `phoneNumber`, `Phone-Number` and `phone_number` are the same name. */
const snakeCase = (name: string): string =>
  /[^a-z\d_]/.test(name)
    ? name
        .replace(/([a-z\d])([A-Z])/g, '$1_$2')
        .replace(/[-.: ]/g, '_')
        .toLowerCase()
    : name

function isTellingName(name: string, listed: boolean): boolean {
  const { pattern, endings } = listed ? telling.listed : telling.anywhere
  return endings.has(ending(name)) && pattern.test(snakeCase(name.slice(-80)))
}

/** Whatever the claim is called. */
const mailAddress = /^[^\s@"<>/]{1,64}@[a-z\d-]+(\.[a-z\d-]+)+$/i

/** Whether a value discloses anything. Digests of an SD-JWT do not (RFC 9901 §4.2.4). */
function tells(node: JsonNode): boolean {
  switch (node.kind) {
    case 'string':
      return node.value !== '' || node.masked !== undefined
    case 'number':
      return true
    case 'array':
      return node.items.some(tells)
    case 'object':
      return node.members.some(({ name }) => name !== '_sd' && name !== '...')
    // A boolean is about the data, such as whether it was verified.
    default:
      return false
  }
}

function isSensitive(name: string | null, node: JsonNode, listed: boolean): boolean {
  if (name !== null && isTellingName(name, listed) && tells(node)) return true
  if (node.kind !== 'string') return false
  const { value, masked } = node
  return (
    masked !== undefined ||
    isTokenLike(value) ||
    (value.length <= 254 && value.includes('@') && mailAddress.test(value))
  )
}

const mostNames = 8
/** One name can occur many times. This is enough to find eight names. */
const mostPlaces = 100

/** `/address/street_address` as `address.street_address`. */
function dotted(pointer: string): string {
  const steps = pointer.slice(1).split('/')
  const name = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')
  return /^[\w.:/-]{1,60}$/.test(name) ? name : quote(name)
}

/** One finding for the whole token. */
export const sensitiveClaims = defineFinding({
  id: 'sensitive-claims',
  severity: 'warning',
  why: 'Signed tokens are not encrypted. Anyone who handles the token can read it, and logs may keep it.',
  reference: 'RFC 7519 §12',
  reading: ofClaims((claims, { reading, context, profile }) => {
    // Only the recipient could read an encrypted token.
    if (reading.kind === 'jwe' || context.inside === 'jwe') return nothing
    const found: TextRange[] = []
    visitNodes(claims.object, (name, node, start, listed) => {
      if (isSensitive(name, node, listed)) found.push({ start, end: node.end })
      return found.length < mostPlaces
    })
    const places = found.map((range) => placeAt(claims, range))
    if (places.length === 0) return nothing
    const names = [...new Set(places.map(({ pointer }) => dotted(pointer ?? '')))]
    const more = names.length > mostNames ? ['more'] : []
    const text = `Contains readable personal data: ${list([...names.slice(0, mostNames), ...more])}`
    // An ID token is meant to hold data about the user.
    const idToken = profile === 'id' || (profile === 'unknown' && looksLikeIdToken(claims.object))
    return [{ text, place: places[0] ?? null, severity: idToken ? 'note' : 'warning' }]
  }),
})
