import { errors } from 'undici'
import { MAX_ANSWER_BYTES } from '../../shared/delivery.ts'
import { tlsFailure } from './connect-words.ts'
import { MAX_HEADER_BYTES } from './connection.ts'
import { AttemptFailure } from './failure.ts'

/** Of the parser: the connection ended before the answer did. */
const ENDED_EARLY = /invalid eof state/i

interface UndiciError {
  code?: string
  message: string
}

/**
 * What an error of undici, or of the socket below it, means.
 *
 * @param start the first bytes of the answer
 * @param answer what came of the answer; null: not even its headers
 */
export function answerFailure(
  error: UndiciError,
  origin: string,
  start: Buffer,
  answer: { size: number } | null,
): AttemptFailure {
  const { code = '', message } = error
  if (error instanceof AttemptFailure) return error
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return new AttemptFailure('unsendable', `The request cannot be sent: ${message}.`)
  }
  // By TLS 1.3 a target may refuse us after the handshake is over.
  if (code.startsWith('ERR_SSL_')) return tlsFailure(new URL(origin).host, error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new AttemptFailure(
      'too_large',
      `The target’s answer has more than ${MAX_HEADER_BYTES / 1024} KiB of headers.`,
    )
  }
  if (!answer && isTlsAlert(start)) {
    return new AttemptFailure('not_http', 'The target speaks TLS here. The URL should begin with https:')
  }
  if (error instanceof errors.HTTPParserError && !ENDED_EARLY.test(message)) {
    return answer
      ? new AttemptFailure(
          'not_http',
          `The target’s answer breaks the rules of HTTP after ${bytes(answer.size)} of its body: ${reason(message)}.`,
        )
      : new AttemptFailure('not_http', `The target’s answer is not HTTP: it begins with ${quoted(start)}.`)
  }
  // undici calls an answer bad that nothing was asked for.
  if (message === 'bad response' && start.length > 0) {
    return new AttemptFailure(
      'not_http',
      `The target’s answer cannot be read: it begins with ${quoted(start)}.`,
    )
  }
  if (message === 'bad upgrade') {
    return new AttemptFailure('not_http', 'The target wants to speak another protocol than HTTP (101).')
  }
  return new AttemptFailure('reset', broken(start, answer))
}

export function tooLarge(): AttemptFailure {
  return new AttemptFailure(
    'too_large',
    `The target’s answer is larger than ${MAX_ANSWER_BYTES / 1024 / 1024} MiB; the rest was not read.`,
  )
}

function broken(start: Buffer, answer: { size: number } | null): string {
  if (answer) return `The target broke off its answer after ${bytes(answer.size)} of its body.`
  if (start.length > 0) return 'The target broke off its answer in the middle of its headers.'
  return 'The target closed the connection without an answer. Its log may say why; a handler that crashes does that.'
}

function isTlsAlert(start: Buffer): boolean {
  return start[0] === 0x15 && start[1] === 0x03
}

/** Bytes that are to be read by people: what cannot be printed is a dot. */
function quoted(start: Buffer): string {
  const text = start.toString('latin1', 0, 40).replace(/[^\x20-\x7e]/g, '·')
  return `“${text}${start.length > 40 ? '…' : ''}”`
}

function reason(message: string): string {
  return /\((.*)\)$/.exec(message)?.[1] ?? message
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`
}
