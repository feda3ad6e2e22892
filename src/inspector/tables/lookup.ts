import type { Meaning, Registry, ValueForm } from './registry.ts'
import { claimsUpdated, ianaClaims } from './iana-claims.ts'
import { ianaHeaderParameters, joseUpdated } from './iana-jose.ts'
import { vendors } from './vendor-claims.ts'

/** When IANA last changed what is looked up here: `2026-07-20`. */
export const registryDates = { claims: claimsUpdated, jose: joseUpdated }

/** The rows of a table, keyed by their first cell. */
function table(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = text.trim().split('\n')
  return new Map(rows.map((row) => row.split('|')).map((cells) => [cells[0] ?? '', cells]))
}

const claims = table(ianaClaims)
const headerParameters = table(ianaHeaderParameters)
const vendorClaims = vendors.map((vendor) => ({ ...vendor, claims: table(vendor.claims) }))

const ianaTimes = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe', 'sip_date']
const vendorTimes = vendorClaims
  .flatMap((vendor) => [...vendor.claims.values()])
  .flatMap(([name = '', , form]) => (form === 'time' ? [name.replace('!', '')] : []))
const forms: ReadonlyMap<string, ValueForm> = new Map([
  ...[...ianaTimes, ...vendorTimes].map((name) => [name, 'time'] as const),
  ['scope', 'scope'],
  ['scp', 'scope'],
  ['aud', 'audience'],
])

function meaning(
  name: string,
  source: string,
  text: string | undefined,
  reference?: string,
): Meaning {
  return { text: text ?? '', source, form: forms.get(name), ...(reference && { reference }) }
}

/**
 * The vendor of the token's issuer decides first, then IANA, then a vendor whose tokens name no
 * issuer or whose claim name is unambiguous.
 */
function claim(name: string, issuer: string | null): Meaning | null {
  for (const vendor of vendorClaims) {
    if (issuer === null || !vendor.issuer?.test(issuer)) continue
    const own = vendor.claims.get(name) ?? vendor.claims.get(`!${name}`)
    if (own) return meaning(name, vendor.source, own[1])
  }
  const registered = claims.get(name)
  if (registered) return meaning(name, 'IANA', registered[1], registered[2])
  for (const vendor of vendorClaims) {
    const telling = vendor.claims.get(`!${name}`)
    const anonymous =
      vendor.issuer === null && issuer === null ? vendor.claims.get(name) : undefined
    const found = telling ?? anonymous
    if (found) return meaning(name, vendor.source, found[1])
  }
  return null
}

function headerParameter(name: string): Meaning | null {
  const registered = headerParameters.get(name)
  return registered ? meaning(name, 'IANA', registered[1], registered[2]) : null
}

export const registry: Registry = { claim, headerParameter }
