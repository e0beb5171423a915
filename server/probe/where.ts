import { isIP } from 'node:net'
import type { SendPolicy } from '../deliver/policy.ts'
import { readings, specialAddress } from '../deliver/special-addresses.ts'

/** Lets requests go to this machine alone: asked of the very address that is connected to. */
export const loopbackPolicy: SendPolicy = {
  problem: (hostname, address) =>
    readings(address).every((reading) => specialAddress(reading) === LOOPBACK)
      ? null
      : `${hostname} is ${address}, which is not this machine. Only targets may be elsewhere.`,
}

/** What holds both: neither has a problem with it. */
export function bothPolicies(one: SendPolicy, other: SendPolicy): SendPolicy {
  return {
    problem: (hostname, address) => one.problem(hostname, address) ?? other.problem(hostname, address),
  }
}

const LOOPBACK = specialAddress('127.0.0.1')

/** Whether a URL names this machine by what it is called, without asking a name server. */
export function isLoopbackUrl(text: string): boolean {
  const hostname = new URL(text).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (isIP(hostname)) return loopbackPolicy.problem(hostname, hostname) === null
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

/** The target that a URL is of: same origin, same path. Its query may be another. */
export function targetOf<T extends { url: string }>(text: string, targets: readonly T[]): T | null {
  const url = new URL(text)
  const isSame = (other: URL) => other.origin === url.origin && other.pathname === url.pathname
  return targets.find((target) => isSame(new URL(target.url))) ?? null
}
