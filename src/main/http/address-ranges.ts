import { BlockList, isIP } from 'node:net'

/** How far an address reaches, with a readable name of its range if it is a special one. */
export type AddressClass = { reach: 'public' } | { reach: 'loopback' | 'special'; range: string }

/**
 * IANA's special-purpose address registries (RFC 6890 and its updates), without the few ranges that
 * are globally reachable. Addresses that embed another one (mapped, translated, tunnelled) are
 * special whatever they embed.
 */
const ranges: readonly (readonly [network: string, prefix: number, name: string])[] = [
  ['0.0.0.0', 8, '"this network" (0.0.0.0/8)'],
  ['10.0.0.0', 8, 'private (10.0.0.0/8)'],
  ['100.64.0.0', 10, 'shared by carriers (100.64.0.0/10)'],
  ['127.0.0.0', 8, 'loopback (127.0.0.0/8)'],
  ['169.254.0.0', 16, 'link-local (169.254.0.0/16)'],
  ['172.16.0.0', 12, 'private (172.16.0.0/12)'],
  ['192.0.0.0', 24, 'for protocol assignments (192.0.0.0/24)'],
  ['192.0.2.0', 24, 'for documentation (192.0.2.0/24)'],
  ['192.88.99.0', 24, 'a 6to4 relay (192.88.99.0/24)'],
  ['192.168.0.0', 16, 'private (192.168.0.0/16)'],
  ['198.18.0.0', 15, 'for benchmarks (198.18.0.0/15)'],
  ['198.51.100.0', 24, 'for documentation (198.51.100.0/24)'],
  ['203.0.113.0', 24, 'for documentation (203.0.113.0/24)'],
  ['224.0.0.0', 4, 'multicast (224.0.0.0/4)'],
  ['240.0.0.0', 4, 'reserved (240.0.0.0/4)'],
  ['::', 128, 'unspecified (::)'],
  ['::1', 128, 'loopback (::1)'],
  ['::', 96, 'IPv4-compatible (::/96)'],
  ['::ffff:0:0', 96, 'IPv4-mapped (::ffff:0:0/96)'],
  ['64:ff9b::', 96, 'translated to IPv4 (64:ff9b::/96)'],
  ['64:ff9b:1::', 48, 'translated to IPv4 locally (64:ff9b:1::/48)'],
  ['100::', 64, 'discarded (100::/64)'],
  ['2001::', 23, 'for protocol assignments (2001::/23)'],
  ['2001:db8::', 32, 'for documentation (2001:db8::/32)'],
  ['2002::', 16, 'a 6to4 tunnel (2002::/16)'],
  ['3fff::', 20, 'for documentation (3fff::/20)'],
  ['5f00::', 16, 'for segment routing (5f00::/16)'],
  ['fc00::', 7, 'unique-local (fc00::/7)'],
  ['fe80::', 10, 'link-local (fe80::/10)'],
  ['fec0::', 10, 'site-local (fec0::/10)'],
  ['ff00::', 8, 'multicast (ff00::/8)'],
]

const special = ranges.map(([network, prefix, name]) => {
  const list = new BlockList()
  const family = familyOf(network)
  list.addSubnet(network, prefix, family)
  return { list, family, name }
})

/** Everything that IANA has assigned as global unicast (RFC 4291 §2.4). */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/** @param address an IPv4 or IPv6 address as text, with or without a zone id (`%eth0`) */
export function classifyAddress(address: string): AddressClass {
  const bare = address.replace(/%.*$/s, '')
  if (isIP(bare) === 0) return { reach: 'special', range: 'no address' }
  const family = familyOf(bare)
  // A list of IPv4 ranges also matches mapped IPv6 addresses, which have a range of their own.
  const found = special.find((range) => range.family === family && range.list.check(bare, family))
  if (found) {
    return { reach: found.name.startsWith('loopback') ? 'loopback' : 'special', range: found.name }
  }
  if (family === 'ipv6' && !globalUnicast.check(bare, family)) {
    return { reach: 'special', range: 'not assigned' }
  }
  return { reach: 'public' }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6'
}
