import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { classifyAddress } from './address-ranges.ts'

/** Which addresses a connection may go to. */
export type Reach = 'public' | 'loopback' | 'any'

/** Resolves a name to all its addresses, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const systemResolve: Resolve = (hostname, callback) =>
  systemLookup(hostname, { all: true }, callback)

/**
 * A guard for one connection. It is the connection's own DNS lookup, so that a name cannot resolve
 * to one address for the check and to another for the connection (DNS rebinding). If one address of
 * a name is out of reach, the whole name is refused. Addresses written in a URL are not looked up:
 * see `refuseHost`.
 *
 * @returns the lookup, and why it refused a name, as a sentence; null if it did not
 */
export function guardAddresses(reach: Reach, resolve: Resolve = systemResolve) {
  let refused: string | null = null
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) {
        callback(error, [])
        return
      }
      refused ??= addresses.map(({ address }) => refuseAddress(address, reach)).find(isText) ?? null
      const [first] = addresses
      if (refused !== null || !first) {
        const problem = refused ?? 'The name has no address.'
        callback(Object.assign(new Error(problem), { code: 'ENOTFOUND' }), [])
      } else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
  return { lookup, refusal: (): string | null => refused }
}

/**
 * Why a URL's host is refused before any lookup; null if it is not. Names pass, since their
 * addresses are checked when they are connected to.
 *
 * @param hostname of a `URL`, which normalizes every notation of IPv4
 */
export function refuseHost(hostname: string, reach: Reach): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return refuseAddress(bare, reach)
  // RFC 6761 §6.3: always loopback, whatever a name server says.
  if (reach === 'public' && /(^|\.)localhost\.?$/i.test(bare)) {
    return `"${bare}" is this machine.`
  }
  return null
}

function refuseAddress(address: string, reach: Reach): string | null {
  const found = classifyAddress(address)
  if (reach === 'any' || found.reach === reach) return null
  if (found.reach === 'public') return `The address ${address} is not loopback.`
  return `The address ${address} is ${found.range}.`
}

const isText = (value: string | null): value is string => value !== null
