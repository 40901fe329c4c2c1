import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * `public`: anybody's. `local`: this machine and private networks, for those who allow them. `never`:
 * clouds' metadata, link-local, multicast, reserved, and whatever leads somewhere else than it says.
 */
export type AddressKind = 'public' | 'local' | 'never';

/** Where clouds tell a machine its secrets, beside link-local 169.254.169.254 and fe80::. */
const metadata = [
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::/32',
].map((range) => ipaddr.parseCIDR(range));
const localRanges = new Set(['loopback', 'private', 'carrierGradeNat', 'uniqueLocal']);
const globalUnicast = ipaddr.parseCIDR('2000::/3');
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');

/** What an IP address is; text that is none is `never`. */
export function addressKind(address: string): AddressKind {
  if (isIPv4(address)) return kindOf(ipaddr.IPv4.parse(address));
  // in hex: ipaddr.js reads ::1.2.3.4 as mapped, a kernel doesn't. A zone, which names an interface
  // of this machine, is no part of a URL
  const hex = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1);
  return hex === undefined ? 'never' : kindOfV6(ipaddr.IPv6.parse(hex));
}

/** Whether it may be connected to. */
export function isAllowed(address: string, allowsLocal: boolean): boolean {
  const kind = addressKind(address);
  return kind === 'public' || (kind === 'local' && allowsLocal);
}

function kindOf(address: ipaddr.IPv4 | ipaddr.IPv6): AddressKind {
  if (metadata.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits)))
    return 'never';
  const range = address.range();
  if (localRanges.has(range)) return 'local';
  return range === 'unicast' ? 'public' : 'never';
}

function kindOfV6(address: ipaddr.IPv6): AddressKind {
  const bytes = address.toByteArray();
  // judged by the IPv4 address that they lead to
  if (address.isIPv4MappedAddress()) return kindOf(new ipaddr.IPv4(bytes.slice(12)));
  if (address.match(...nat64)) return kindOf(new ipaddr.IPv4(bytes.slice(12)));
  if (address.range() === '6to4') return kindOf(new ipaddr.IPv4(bytes.slice(2, 6)));
  const kind = kindOf(address);
  // outside of global unicast lie forms such as ::127.0.0.1, which no range names
  return kind === 'public' && !address.match(...globalUnicast) ? 'never' : kind;
}
