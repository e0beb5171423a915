import type { Dispatcher } from 'undici'
import { KEPT_ANSWER_BYTES, MAX_ANSWER_BYTES } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { type Connection, GoneError } from './connection.ts'
import { answerFailure, tooLarge } from './exchange-words.ts'
import type { AttemptFailure } from './failure.ts'
import type { Limit } from './limit.ts'

/** An answer as it came. */
export interface RawAnswer {
  status: number
  statusText: string
  /** For example `1.1`. */
  httpVersion: string
  /** In their order and case; values are latin1. */
  headers: HeaderPair[]
  /** The first `KEPT_ANSWER_BYTES`, not decoded. */
  body: Uint8Array
  /** Bytes of the body that were read. */
  size: number
  /** `body` is not all that came. */
  truncated: boolean
}

/** What came of one request on one connection. */
export interface Exchanged {
  /** Null: none came. It may be broken off; then there is a failure too. */
  answer: RawAnswer | null
  /** Null: the answer is whole. */
  failure: AttemptFailure | null
  firstByteMs: number | null
  /** The connection was dead before the target can have read the request, as far as that can be known. */
  unread: boolean
}

/** A request as undici takes it: `headers` are names and values in turn. */
export interface ExchangeRequest {
  method: string
  path: string
  headers: string[]
  body: Buffer | null
}

/** A connection that was closed while it rested says so within a round trip; later, the target was at work. */
const UNREAD_WITHIN_MS = 1_000

/** Sends a request and reads the answer. It never rejects; a connection that is not whole afterwards is closed. */
export function exchange(connection: Connection, request: ExchangeRequest, limit: Limit): Promise<Exchanged> {
  return new Promise((done) => {
    const handler = new AnswerHandler(connection, limit, done)
    connection.requests++
    limit.enter('answer', handler.giveUp)
    if (limit.over) return
    connection.client.dispatch({ ...request, method: request.method as Dispatcher.HttpMethod }, handler)
  })
}

class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #connection: Connection
  readonly #limit: Limit
  readonly #done: (exchanged: Exchanged) => void
  #writtenAt: number | null = null
  #answer: RawAnswer | null = null
  #kept: Buffer[] = []
  #keptBytes = 0
  #settled = false

  constructor(connection: Connection, limit: Limit, done: (exchanged: Exchanged) => void) {
    this.#connection = connection
    this.#limit = limit
    this.#done = done
  }

  onRequestStart(): void {
    this.#connection.tap.restart()
    this.#writtenAt = performance.now()
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText = '',
  ): void {
    // 1xx: the answer proper follows.
    if (status < 200) return
    this.#limit.phase = 'body'
    this.#answer = {
      status,
      statusText,
      httpVersion: this.#connection.tap.start.toString('latin1', 5, 8),
      headers: pairs(controller.rawHeaders as Buffer[]),
      body: NOTHING,
      size: 0,
      truncated: false,
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const answer = this.#answer
    if (!answer || this.#settled) return
    answer.size += chunk.length
    const room = KEPT_ANSWER_BYTES - this.#keptBytes
    if (room > 0) {
      this.#kept.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
      this.#keptBytes += Math.min(room, chunk.length)
    }
    if (answer.size > MAX_ANSWER_BYTES) this.giveUp(tooLarge())
  }

  onResponseEnd(): void {
    this.#settle(null, false)
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#settled) return
    const { tap, requests, origin } = this.#connection
    const silent = this.#writtenAt === null || tap.firstAt === null
    const soon = this.#writtenAt === null || performance.now() - this.#writtenAt < UNREAD_WITHIN_MS
    const failure = answerFailure(error, origin, tap.start, this.#answer)
    const unread = requests > 1 && silent && soon && (error instanceof GoneError || failure.code === 'reset')
    this.#settle(failure, unread)
    this.#connection.destroy(error)
  }

  /** Ends it from our side. */
  readonly giveUp = (failure: AttemptFailure): void => {
    if (this.#settled) return
    this.#settle(failure, false)
    this.#connection.destroy(failure)
  }

  #settle(failure: AttemptFailure | null, unread: boolean): void {
    if (this.#settled) return
    this.#settled = true
    const answer = this.#answer
    if (answer) {
      answer.body = this.#kept.length === 1 ? (this.#kept[0] as Buffer) : Buffer.concat(this.#kept)
      answer.truncated = answer.size > answer.body.length
    }
    const { firstAt } = this.#connection.tap
    const firstByteMs = this.#writtenAt === null || firstAt === null ? null : firstAt - this.#writtenAt
    this.#done({ answer, failure, firstByteMs, unread })
  }
}

const NOTHING = new Uint8Array()

function pairs(raw: Buffer[]): HeaderPair[] {
  const result: HeaderPair[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    result.push([(raw[i] as Buffer).toString('latin1'), (raw[i + 1] as Buffer).toString('latin1')])
  }
  return result
}
