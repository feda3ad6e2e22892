import { describe, expect, it } from 'vitest'
import { classifyAddress } from './address-ranges.ts'

/** First and last address of each range, and what lies right outside where that is public. */
const special: readonly (readonly [range: string, first: string, last: string])[] = [
  ['0.0.0.0/8', '0.0.0.0', '0.255.255.255'],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
  ['100.64.0.0/10', '100.64.0.0', '100.127.255.255'],
  ['169.254.0.0/16', '169.254.0.0', '169.254.169.254'],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255'],
  ['192.0.0.0/24', '192.0.0.0', '192.0.0.255'],
  ['192.0.2.0/24', '192.0.2.0', '192.0.2.255'],
  ['192.88.99.0/24', '192.88.99.0', '192.88.99.255'],
  ['192.168.0.0/16', '192.168.0.0', '192.168.255.255'],
  ['198.18.0.0/15', '198.18.0.0', '198.19.255.255'],
  ['198.51.100.0/24', '198.51.100.0', '198.51.100.255'],
  ['203.0.113.0/24', '203.0.113.0', '203.0.113.255'],
  ['224.0.0.0/4', '224.0.0.0', '239.255.255.255'],
  ['240.0.0.0/4', '240.0.0.0', '255.255.255.255'],
  ['::', '::', '0:0:0:0:0:0:0:0'],
  ['::/96', '::2', '::ffff:ffff'],
  ['::ffff:0:0/96', '::ffff:8.8.8.8', '::ffff:ffff:ffff'],
  ['64:ff9b::/96', '64:ff9b::', '64:ff9b::ffff:ffff'],
  ['64:ff9b:1::/48', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['100::/64', '100::', '100::ffff:ffff:ffff:ffff'],
  ['2001::/23', '2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2002::/16', '2002:7f00:1::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['3fff::/20', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['5f00::/16', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fc00::/7', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fe80::/10', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fec0::/10', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ff00::/8', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not assigned', '200::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not assigned', '4000::', '5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not assigned', '64:ff9a::', '64:ff9b:2::'],
]

const publicAddresses = [
  ...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'],
  ...['128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
  ...['191.255.255.255', '192.0.1.0', '192.0.3.0', '192.88.98.255', '192.88.100.0'],
  ...['192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '198.51.99.255'],
  ...['198.51.101.0', '203.0.112.255', '203.0.114.0', '223.255.255.255', '8.8.8.8'],
  ...['2000::', '2001:200::', '2001:db7:ffff::', '2001:db9::', '2003::', '2606:4700::1111'],
  ...['3ffe:ffff::', '3fff:1000::'],
]

describe('classifyAddress', () => {
  it.each(special)('calls both ends of %s special, by name', (range, first, last) => {
    for (const address of [first, last]) {
      const found = classifyAddress(address)
      expect(found).toMatchObject({ reach: 'special' })
      expect('range' in found && found.range).toContain(range)
    }
  })

  it.each(publicAddresses)('calls %s public', (address) => {
    expect(classifyAddress(address)).toEqual({ reach: 'public' })
  })

  it.each(['127.0.0.0', '127.0.0.1', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1'])(
    'calls %s loopback',
    (address) => expect(classifyAddress(address).reach).toBe('loopback'),
  )

  it.each(['fe80::1%eth0', 'fe80::1%25', 'fc00::1%0'])(
    'looks through the zone id of %s',
    (address) => expect(classifyAddress(address).reach).toBe('special'),
  )

  it.each(['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1'])(
    'does not take %s for plain loopback',
    (address) => expect(classifyAddress(address).reach).toBe('special'),
  )

  it.each(['', 'localhost', '1.2.3', '127.1', '0x7f000001', '[::1]', '1.2.3.4.5'])(
    'refuses "%s", which is no address',
    (text) => expect(classifyAddress(text)).toEqual({ reach: 'special', range: 'no address' }),
  )
})
