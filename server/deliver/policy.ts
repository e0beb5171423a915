import { type BlockList, isIP } from 'node:net'
import { listOf, readings, specialAddress } from './special-addresses.ts'

/** Where requests may be sent. */
export interface SendPolicy {
  /**
   * Why a host must not be connected to at this address, in words and with the setting that allows it; null: it may
   * be. To be asked of the very address that is connected to, after the name was resolved.
   */
  problem(hostname: string, address: string): string | null
}

export interface PolicyConfig {
  /** `any`: everything. `public`: the public internet, and what `allow` names. */
  policy: 'any' | 'public'
  /** CIDRs, addresses, host names and `*.example.com`, which stands for every name below it. */
  allow: readonly string[]
}

/** @throws RangeError with words for an entry of `allow` that cannot be read, see `allowProblem` */
export function createPolicy({ policy, allow }: PolicyConfig): SendPolicy {
  if (policy === 'any') return { problem: () => null }
  const allowed = readAllowed(allow)
  return {
    problem(hostname, address) {
      if (allowed.hosts.some((matches) => matches(normalHost(hostname)))) return null
      const all = readings(address)
      // Whoever allows a network allows what it leads to.
      if (contains(allowed.addresses, all[0] as string)) return null
      for (const reading of all) {
        const what = specialAddress(reading)
        if (what !== null && !contains(allowed.addresses, reading)) return refusal(hostname, address, what)
      }
      return null
    },
  }
}

/** Why this cannot stand in `allow`, or null when it can. */
export function allowProblem(entry: string): string | null {
  const [address = '', prefix] = partsOf(entry)
  const family = isIP(unbracketed(address))
  if (family !== 0) {
    if (prefix === undefined) return null
    const most = family === 4 ? 32 : 128
    return /^\d{1,3}$/.test(prefix) && Number(prefix) <= most
      ? null
      : `"${entry}": what follows the slash is a number from 0 to ${most}.`
  }
  return HOST.test(entry) && !/^[\d.]*$/.test(entry)
    ? null
    : `"${entry}" is not an address, a network such as 10.0.0.0/8, a host name or *.example.com.`
}

const HOST = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*)(?:\.[a-z0-9_][a-z0-9_-]*)*\.?$/i

function readAllowed(allow: readonly string[]) {
  const addresses: string[] = []
  const hosts: ((hostname: string) => boolean)[] = []
  for (const entry of allow) {
    const problem = allowProblem(entry)
    if (problem) throw new RangeError(problem)
    const [address = '', prefix] = partsOf(entry)
    const plain = unbracketed(address)
    if (isIP(plain)) {
      addresses.push(prefix === undefined ? plain : `${plain}/${prefix}`)
      continue
    }
    const host = normalHost(entry)
    hosts.push(host.startsWith('*.') ? (name) => name.endsWith(host.slice(1)) : (name) => name === host)
  }
  return { addresses: listOf(addresses), hosts }
}

/** What stands before the first slash, and behind it. */
function partsOf(entry: string): string[] {
  const slash = entry.indexOf('/')
  return slash === -1 ? [entry] : [entry.slice(0, slash), entry.slice(slash + 1)]
}

function contains(list: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function normalHost(hostname: string): string {
  return unbracketed(hostname).toLowerCase().replace(/\.$/, '')
}

function unbracketed(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

function refusal(hostname: string, address: string, what: string): string {
  const host = normalHost(hostname)
  const isAddress = isIP(host) !== 0
  const where = isAddress ? host : `${host} is ${address},`
  return `${where} ${isAddress ? 'is ' : ''}${what}, where this server does not send. To allow it, name ${isAddress ? 'the address' : 'the host or its address'} in HOOKLENS_SEND_ALLOW or in send.allow of the config file.`
}
