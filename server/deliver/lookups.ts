import { lookup } from 'node:dns/promises'

export interface Address {
  address: string
  family: number
}
/** Finds the addresses of a host name, in the order in which they are to be tried. */
export type Resolve = (hostname: string) => Promise<Address[]>

/** The system's way, with its hosts file. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

/**
 * Whoever asks for a name that is being looked up waits for the same answer. Node looks up four names at a time, and
 * reads files with the same threads: a name server that is silent must not get a hundred questions. Nothing is kept.
 */
export function sharedLookups(resolve: Resolve): Resolve {
  const underWay = new Map<string, Promise<Address[]>>()
  return (hostname) => {
    const before = underWay.get(hostname)
    if (before) return before
    const found = resolve(hostname).finally(() => underWay.delete(hostname))
    underWay.set(hostname, found)
    return found
  }
}
