import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

type Range = [cidr: string, what: string]

/** IPv4 that is not the public internet: IANA's special-purpose registry, and where clouds keep their metadata. */
const special4: Range[] = [
  ['169.254.169.254/32', 'a cloud’s metadata service'],
  ['100.100.100.200/32', 'a cloud’s metadata service'],
  ['168.63.129.16/32', 'a cloud’s metadata service'],
  ['192.0.0.192/32', 'a cloud’s metadata service'],
  ['127.0.0.0/8', 'this machine (loopback)'],
  ['0.0.0.0/8', 'this machine (unspecified)'],
  ['10.0.0.0/8', 'a private network'],
  ['172.16.0.0/12', 'a private network'],
  ['192.168.0.0/16', 'a private network'],
  ['100.64.0.0/10', 'a carrier’s network (shared address space)'],
  ['169.254.0.0/16', 'the local link'],
  ['255.255.255.255/32', 'a broadcast address'],
  ['224.0.0.0/4', 'a multicast address'],
  ['198.18.0.0/15', 'a network for benchmarks'],
  ['192.0.2.0/24', 'a network for documentation'],
  ['198.51.100.0/24', 'a network for documentation'],
  ['203.0.113.0/24', 'a network for documentation'],
  ['192.0.0.0/24', 'a reserved network'],
  ['192.88.99.0/24', 'a reserved network'],
  ['240.0.0.0/4', 'a reserved network'],
]

const special6: Range[] = [
  ['fd00:ec2::254/128', 'a cloud’s metadata service'],
  ['fd20:ce::254/128', 'a cloud’s metadata service'],
  ['::1/128', 'this machine (loopback)'],
  ['::/128', 'this machine (unspecified)'],
  ['fe80::/10', 'the local link'],
  ['fec0::/10', 'a private network'],
  ['fc00::/7', 'a private network'],
  ['ff00::/8', 'a multicast address'],
  ['2001:db8::/32', 'a network for documentation'],
  ['3fff::/20', 'a network for documentation'],
  ['2001:2::/48', 'a network for benchmarks'],
  ['2001::/32', 'a Teredo address'],
  ['2001::/23', 'a reserved network'],
  ['64:ff9b:1::/48', 'a private network'],
]
/** All that is given out to the public internet. */
const public6 = listOf(['2000::/3'])
/** They stand for an IPv4 address, which is what counts. */
const carriers6 = listOf(['64:ff9b::/96', '::ffff:0:0/96', '2002::/16'])

const lists4 = special4.map(([cidr, what]) => ({ list: listOf([cidr]), what }))
const lists6 = special6.map(([cidr, what]) => ({ list: listOf([cidr]), what }))

/** What an address is that does not belong to the public internet: "a private network"; null: it does. */
export function specialAddress(address: string): string | null {
  if (isIPv4(address)) return lists4.find(({ list }) => list.check(address, 'ipv4'))?.what ?? null
  if (!isIPv6(address)) return 'no IP address'
  // BlockList holds IPv4-mapped addresses against IPv4 alone; here they have been taken apart before.
  const what = lists6.find(({ list }) => list.check(address, 'ipv6'))?.what
  if (what) return what
  return public6.check(address, 'ipv6') || carriers6.check(address, 'ipv6') ? null : 'a reserved network'
}

/**
 * An address and the IPv4 addresses that it stands for: as IPv4-mapped, IPv4-compatible, by NAT64, 6to4 or Teredo.
 * Whoever connects to it may reach each of them.
 */
export function readings(address: string): string[] {
  const plain = address.replace(/%.*$/, '')
  if (isIP(plain) !== 6) return [plain]
  const bytes = bytesOf(plain)
  const at = (start: number) => [...bytes.subarray(start, start + 4)].join('.')
  const starts = (...prefix: number[]) => prefix.every((byte, i) => bytes[i] === byte)
  const zeros = (from: number, to: number) => bytes.subarray(from, to).every((byte) => byte === 0)
  if (zeros(0, 10) && bytes[10] === 0xff && bytes[11] === 0xff) return [at(12)]
  if (zeros(0, 12) && !zeros(12, 15)) return [plain, at(12)]
  if (zeros(0, 8) && bytes[8] === 0xff && bytes[9] === 0xff && zeros(10, 12)) return [plain, at(12)]
  if (starts(0, 0x64, 0xff, 0x9b) && zeros(4, 12)) return [plain, at(12)]
  if (starts(0x20, 0x02)) return [plain, at(2)]
  if (starts(0x20, 0x01, 0, 0))
    return [plain, at(4), [...bytes.subarray(12)].map((byte) => byte ^ 0xff).join('.')]
  return [plain]
}

/** A list of CIDRs and addresses. */
export function listOf(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

/** The 16 bytes of an IPv6 address in any spelling. */
function bytesOf(address: string): Uint8Array {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const text = dotted
    ? `${dotted[1]}${hex(Number(dotted[2]) * 256 + Number(dotted[3]))}:${hex(Number(dotted[4]) * 256 + Number(dotted[5]))}`
    : address
  const [head = '', tail] = text.split('::')
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const all = [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}

function hex(value: number): string {
  return value.toString(16)
}
