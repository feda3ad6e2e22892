import { z } from 'zod'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import { parseJson } from '../../shared/parse-json.ts'
import { type FetchPlan, type NamedBy, planFetch } from './fetch-plan.ts'

/** What is read of OpenID Connect Discovery and of RFC 8414 metadata. */
const metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.string() })

/**
 * Where an issuer's metadata may be, in the order in which they are tried: OpenID Connect Discovery
 * 4.1 appends to the issuer's path, RFC 8414 3.1 inserts before it.
 */
export function planMetadata(
  issuer: string,
  namedBy: NamedBy,
  trustedOrigins: readonly string[],
): FetchPlan[] {
  const plan = (address: string) => planFetch(address, 'metadata', namedBy, trustedOrigins)
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (!url) return [plan(issuer)]
  if (/[?#]/.test(issuer)) {
    // RFC 8414 2: an issuer has no query and no fragment.
    return [{ ...plan(issuer), refused: 'An issuer must have no query and no fragment.' }]
  }
  const path = url.pathname.replace(/\/+$/, '')
  const at = (place: string) => {
    const address = new URL(url)
    address.pathname = place
    return address.href
  }
  return [
    plan(at(`${path}/.well-known/openid-configuration`)),
    plan(at(`/.well-known/oauth-authorization-server${path}`)),
  ]
}

/**
 * The address of the key set in an issuer's metadata. `issuer` in it must equal the one asked for,
 * character by character (RFC 8414 3.3): otherwise one host could publish keys for another's tokens.
 */
export function readMetadata(body: Uint8Array, issuer: string): Result<string> {
  const document = metadata.safeParse(parseJson(new TextDecoder().decode(body)))
  if (!document.success) return failed(noMetadata)
  if (document.data.issuer !== issuer) return failed(otherIssuer)
  return ok(document.data.jwks_uri)
}

/** The key set may be on another host; a public document cannot lead into a private network. */
export function planKeySet(
  address: string,
  metadataPlan: FetchPlan,
  trustedOrigins: readonly string[],
): FetchPlan {
  const own = metadataPlan.reach === 'public' ? [] : [new URL(metadataPlan.url).origin]
  return planFetch(address, 'key-set', 'document', [...own, ...trustedOrigins])
}

const noMetadata: Failure = {
  kind: 'wrong-shape',
  title: "The issuer's metadata cannot be read",
  detail: 'The response is not a JSON object with "issuer" and "jwks_uri".',
  nextStep: 'Enter the URL of the key set, or paste the key.',
}

const otherIssuer: Failure = {
  kind: 'wrong-shape',
  title: 'The metadata belongs to another issuer',
  detail: 'Its "issuer" differs from the one requested.',
  nextStep: 'Check the issuer, including a trailing slash.',
}
