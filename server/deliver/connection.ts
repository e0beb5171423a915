import type { Socket } from 'node:net'
import { Client } from 'undici'
import { AnswerTap } from './answer-tap.ts'

/** How long a connection may rest; a target that says `keep-alive: timeout=…` may shorten it. */
const IDLE_MS = 4_000
/** Bytes of an answer's headers; with more it is given up. */
export const MAX_HEADER_BYTES = 64 * 1024

/** Nothing was written: the connection was gone before the request's turn came. */
export class GoneError extends Error {}

/** A connected socket with undici on it, for one request at a time. */
export class Connection {
  readonly client: Client
  readonly socket: Socket
  readonly tap: AnswerTap
  readonly origin: string
  readonly remoteAddress: string
  /** Requests that it was used for. */
  requests = 0

  constructor(origin: string, socket: Socket, remoteAddress: string) {
    this.origin = origin
    this.socket = socket
    this.remoteAddress = remoteAddress
    this.tap = new AnswerTap(socket)
    let taken = false
    this.client = new Client(origin, {
      // It gets this socket and no other: where one may connect to is decided in connect.ts.
      connect: (_options, callback) => {
        const again = taken
        taken = true
        queueMicrotask(() => {
          if (again) callback(new GoneError('The connection is gone.'), null)
          else callback(null, socket)
        })
      },
      pipelining: 1,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // The whole attempt has one limit.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  }

  get isAlive(): boolean {
    return !this.socket.destroyed
  }

  /** Closes it at once; a request on it fails with this error. */
  destroy(error: Error): void {
    this.client.destroy(error).catch(() => {})
    // Where undici never took it.
    this.socket.destroy()
  }
}
