import { isIP, type LookupFunction, connect as openTcp, type Socket } from 'node:net'
import { type ConnectionOptions, connect as openTls } from 'node:tls'
import { connectFailure, hostAndPort, lookupFailure, tlsFailure } from './connect-words.ts'
import { AttemptFailure } from './failure.ts'
import type { Limit } from './limit.ts'
import type { Address, Resolve } from './lookups.ts'
import type { SendPolicy } from './policy.ts'
import type { TargetUrl } from './target-url.ts'

export interface ConnectOptions {
  policy: SendPolicy
  resolve: Resolve
  /** Beyond Node's own certificates; for tests. */
  ca?: string | undefined
}

export interface Connected {
  socket: Socket
  /** The address that the socket is really connected to. */
  remoteAddress: string
  /** Null: the host is an address, there was nothing to look up. */
  dnsMs: number | null
  connectMs: number
}

/** How long one of several addresses is tried before the next one is. */
const NEXT_ADDRESS_MS = 500

/**
 * Opens a connection to a target. The name is resolved once; each address is checked, only those that may be
 * connected to are handed to the socket, and the address it is really connected to is checked again: whatever the
 * name server answers next, nobody asks it.
 *
 * @param took learns how long each step took, also when a later one fails
 * @throws AttemptFailure
 */
export async function connect(
  url: TargetUrl,
  { policy, resolve, ca }: ConnectOptions,
  limit: Limit,
  took: { dnsMs: number | null; connectMs: number | null },
): Promise<Connected> {
  const began = performance.now()
  const isAddress = isIP(url.hostname) !== 0
  const found = isAddress
    ? [{ address: url.hostname, family: isIP(url.hostname) }]
    : await lookUp(url.hostname, resolve, limit)
  const looked = performance.now()
  took.dnsMs = isAddress ? null : looked - began
  const addresses = allowedOf(found, url.hostname, policy)

  const socket = await open(url, addresses, ca, limit)
  took.connectMs = performance.now() - looked
  const { remoteAddress } = socket
  const problem = remoteAddress
    ? policy.problem(url.hostname, remoteAddress)
    : `The connection to ${url.host} was lost as soon as it was made.`
  if (problem !== null || !remoteAddress) {
    socket.destroy()
    throw new AttemptFailure(remoteAddress ? 'not_allowed' : 'reset', problem ?? '')
  }
  return { socket, remoteAddress, dnsMs: took.dnsMs, connectMs: took.connectMs }
}

async function lookUp(hostname: string, resolve: Resolve, limit: Limit): Promise<Address[]> {
  return new Promise((done, fail) => {
    limit.enter('lookup', fail)
    resolve(hostname).then(
      (found) => (found.length > 0 ? done(found) : fail(lookupFailure(hostname, { code: 'ENOTFOUND' }))),
      (error) => fail(lookupFailure(hostname, error)),
    )
  })
}

/** @throws AttemptFailure where none may be connected to */
function allowedOf(found: Address[], hostname: string, policy: SendPolicy): Address[] {
  let firstProblem: string | null = null
  const allowed = found.filter(({ address }) => {
    const problem = policy.problem(hostname, address)
    firstProblem ??= problem
    return problem === null
  })
  if (allowed.length > 0) return allowed
  throw new AttemptFailure('not_allowed', firstProblem ?? `${hostname} has no address.`)
}

function open(url: TargetUrl, addresses: Address[], ca: string | undefined, limit: Limit): Promise<Socket> {
  return new Promise((done, fail) => {
    const options = {
      host: url.hostname,
      port: url.port,
      noDelay: true,
      keepAlive: true,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
      lookup: answering(addresses),
    }
    const socket = url.secure ? openTls({ ...options, ...tlsOptions(url.hostname, ca) }) : openTcp(options)
    let reached = false
    socket.once('connect', () => {
      reached = true
    })
    socket.once(url.secure ? 'secureConnect' : 'connect', () => done(socket))
    // It stays: a socket that breaks while nobody uses it must not end the process.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      fail(reached ? tlsFailure(hostAndPort(url), error) : connectFailure(url, addresses, error))
    })
    limit.enter('connect', (failure) => {
      fail(failure)
      socket.destroy()
    })
  })
}

/** A lookup that answers what was found, and checked, before. */
function answering(addresses: Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const first = addresses[0] as Address
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  }
}

function tlsOptions(hostname: string, ca: string | undefined): ConnectionOptions {
  return {
    ALPNProtocols: ['http/1.1'],
    // An address is no server name; the certificate is held against it all the same.
    ...(isIP(hostname) ? {} : { servername: hostname }),
    ...(ca === undefined ? {} : { ca }),
  }
}
