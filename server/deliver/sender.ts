import type { AttemptError, Timings } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { headerProblem } from '../../shared/target.ts'
import { type ConnectOptions, connect } from './connect.ts'
import { Connection } from './connection.ts'
import { Connections } from './connections.ts'
import { type Exchanged, type ExchangeRequest, exchange, type RawAnswer } from './exchange.ts'
import { AttemptFailure } from './failure.ts'
import { Limit } from './limit.ts'
import { type Resolve, sharedLookups, systemResolve } from './lookups.ts'
import { headersFor, judge, statusLine } from './redirect.ts'
import { readTargetUrl, type TargetUrl, UrlError } from './target-url.ts'
import { wireHeaders } from './wire-headers.ts'

/** A request to send, as `compose` makes it. */
export interface OutgoingRequest {
  method: string
  url: string
  /** Without the connection's own. Values are latin1. */
  headers: HeaderPair[]
  /** Names, in lower case, of headers that are for this URL's origin alone. */
  ownNames: readonly string[]
  body: Uint8Array
  /** For the whole attempt, redirects included. */
  timeoutMs: number
  followRedirects: number
}

/** What came of an attempt. */
export interface AttemptResult {
  /** Epoch milliseconds. */
  startedAt: number
  /** The last one that was sent, or was to be; its headers as they went over the wire. */
  request: { method: string; url: string; headers: HeaderPair[]; size: number }
  /** To that request. */
  answer: RawAnswer | null
  remoteAddress: string | null
  /** URLs that led on to another. */
  redirects: { status: number; url: string }[]
  /** Of the last request; `totalMs` of all. */
  timings: Timings
  /** Null: the target answered 2xx, whole. */
  error: AttemptError | null
}

export interface Sender {
  /** One attempt. Whatever happens out there is in the result; it rejects only where there is a bug. */
  send(request: OutgoingRequest, signal: AbortSignal): Promise<AttemptResult>
  /** Interrupts what is under way, and closes all connections. */
  close(): Promise<void>
}

export interface SenderOptions extends Omit<ConnectOptions, 'resolve'> {
  now: () => number
  /** Default: the system's. */
  resolve?: Resolve | undefined
}

/** Sends requests over HTTP/1.1, on connections that are used again. */
export function createSender(options: SenderOptions): Sender {
  const connecting = { ...options, resolve: sharedLookups(options.resolve ?? systemResolve) }
  const connections = new Connections()
  const running = new Set<Limit>()
  let idle: (() => void) | null = null
  let closed = false

  async function send(request: OutgoingRequest, signal: AbortSignal): Promise<AttemptResult> {
    const began = performance.now()
    const result: AttemptResult = {
      startedAt: options.now(),
      request: {
        method: request.method,
        url: request.url,
        headers: request.headers,
        size: request.body.length,
      },
      answer: null,
      remoteAddress: null,
      redirects: [],
      timings: { dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 0 },
      error: null,
    }
    const limit = new Limit(request.timeoutMs, signal)
    running.add(limit)
    if (closed) limit.interrupt()
    try {
      await run(request, result, limit)
    } catch (error) {
      if (error instanceof UrlError) result.error = { code: 'unsendable', message: error.message }
      else if (error instanceof AttemptFailure) result.error = inWords(error)
      else throw error
    } finally {
      limit.clear()
      running.delete(limit)
      if (running.size === 0) idle?.()
      result.timings.totalMs = performance.now() - began
    }
    return result
  }

  async function run(request: OutgoingRequest, result: AttemptResult, limit: Limit): Promise<void> {
    let url = readTargetUrl(request.url)
    let { headers } = request
    refuseUnsendable(request)
    for (;;) {
      result.request.url = result.redirects.length === 0 ? request.url : url.href
      result.request.headers = wireHeaders(url, request.method, headers, request.body.length)
      const { answer, failure } = await deliver(url, asUndiciTakesIt(url, headers, request), result, limit)
      result.answer = answer
      if (failure) {
        result.error = answer ? brokenOff(answer, failure) : inWords(failure)
        return
      }
      const outcome = judge(answer as RawAnswer, url, result.redirects, request.followRedirects)
      if ('error' in outcome) {
        result.error = outcome.error
        return
      }
      result.redirects.push({ status: (answer as RawAnswer).status, url: result.request.url })
      result.answer = null
      headers = headersFor(outcome.next, url, headers, request.ownNames)
      url = outcome.next
    }
  }

  /**
   * One request to one URL. A connection that the target closed while it rested is no failure of the attempt: the
   * request goes out once more, on a new connection, if the old one broke at once and without a byte of answer.
   */
  async function deliver(
    url: TargetUrl,
    request: ExchangeRequest,
    result: AttemptResult,
    limit: Limit,
  ): Promise<Exchanged> {
    if (limit.over) throw limit.over
    result.timings.dnsMs = null
    result.timings.connectMs = null
    result.timings.firstByteMs = null
    const rested = connections.take(url.origin)
    if (rested) {
      const exchanged = await on(rested, request, result, limit)
      if (!exchanged.unread || limit.over) return exchanged
    }
    return on(await connected(url, result, limit), request, result, limit)
  }

  async function connected(url: TargetUrl, result: AttemptResult, limit: Limit): Promise<Connection> {
    result.remoteAddress = null
    const { socket, remoteAddress } = await connect(url, connecting, limit, result.timings)
    const connection = new Connection(url.origin, socket, remoteAddress)
    socket.once('close', () => connections.forget(connection))
    return connection
  }

  async function on(
    connection: Connection,
    request: ExchangeRequest,
    result: AttemptResult,
    limit: Limit,
  ): Promise<Exchanged> {
    result.remoteAddress = connection.remoteAddress
    const exchanged = await exchange(connection, request, limit)
    result.timings.firstByteMs = exchanged.firstByteMs
    if (!exchanged.failure) connections.release(connection)
    return exchanged
  }

  async function close(): Promise<void> {
    closed = true
    for (const limit of running) limit.interrupt()
    connections.close()
    if (running.size > 0) {
      await new Promise<void>((done) => {
        idle = done
      })
    }
  }

  return { send, close }
}

/** @throws AttemptFailure */
function refuseUnsendable({ method, headers }: OutgoingRequest): void {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) {
    throw new AttemptFailure('unsendable', `"${method}" is not a method: use a word such as POST.`)
  }
  if (method === 'CONNECT') {
    throw new AttemptFailure(
      'unsendable',
      'CONNECT asks for a tunnel and cannot be sent on. Choose another method.',
    )
  }
  for (const [name, value] of headers) {
    const problem = headerProblem(name, value)
    if (problem) throw new AttemptFailure('unsendable', problem)
  }
}

function asUndiciTakesIt(
  { path }: TargetUrl,
  headers: readonly HeaderPair[],
  { method, body }: OutgoingRequest,
): ExchangeRequest {
  const flat: string[] = []
  for (const [name, value] of headers) flat.push(name, value)
  return {
    method,
    path,
    headers: flat,
    body: body.length === 0 ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  }
}

/** A status other than 2xx says more than what happened to the rest of the answer. */
function brokenOff(answer: RawAnswer, failure: AttemptFailure): AttemptError {
  if (answer.status < 300 || failure.code === 'interrupted') return inWords(failure)
  return { code: 'status', message: `The target answered ${statusLine(answer)}. ${failure.message}` }
}

function inWords({ code, message }: AttemptFailure): AttemptError {
  return { code, message }
}
