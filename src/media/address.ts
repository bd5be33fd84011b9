import type { LookupAddress } from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

/** Whether an address belongs to the open internet: not to this machine, its network or its cloud. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  if (isIPv6(address)) return globalV6.check(address, 'ipv6') && !inner.check(address, 'ipv6')
  return !inner.check(address, 'ipv4')
}

/** Everything outside of it, mapped IPv4 (`::ffff:`) and unique local addresses included, is inner. */
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')

/** IANA's special-purpose addresses, and Azure's metadata host, which looks public. */
const inner = new BlockList()
inner.addSubnet('0.0.0.0', 8)
inner.addSubnet('10.0.0.0', 8)
inner.addSubnet('100.64.0.0', 10)
inner.addSubnet('127.0.0.0', 8)
inner.addSubnet('169.254.0.0', 16)
inner.addSubnet('172.16.0.0', 12)
inner.addSubnet('192.0.0.0', 24)
inner.addSubnet('192.0.2.0', 24)
inner.addSubnet('192.88.99.0', 24)
inner.addSubnet('192.168.0.0', 16)
inner.addSubnet('198.18.0.0', 15)
inner.addSubnet('198.51.100.0', 24)
inner.addSubnet('203.0.113.0', 24)
inner.addSubnet('224.0.0.0', 3)
inner.addAddress('168.63.129.16')
inner.addSubnet('2001::', 23, 'ipv6')
inner.addSubnet('2001:db8::', 32, 'ipv6')
inner.addSubnet('2002::', 16, 'ipv6')
inner.addSubnet('3fff::', 20, 'ipv6')

/** Whether a host is named in the list: itself, or under a `*.suffix`. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    const name = entry.toLowerCase()
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) && isIP(host) === 0 : host === name
  })
}

/** Answers every question for an address with those that were looked at, whatever DNS says by now. */
export function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses
    if (options.all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
}
