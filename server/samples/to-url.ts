import type { AttemptErrorCode } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { decodeAnswer } from '../deliver/decode-answer.ts'
import type { RawAnswer } from '../deliver/exchange.ts'
import { type Redact, redactBody } from '../deliver/redact.ts'
import type { Sender } from '../deliver/sender.ts'
import { type Deliver, SampleError } from './carry-out.ts'

/** As long as Svix waits for an answer. */
const TIMEOUT_MS = 15_000
/** Of an answer's text, in UTF-16 units. */
const KEPT_ANSWER = 500

/** There is nobody: what would follow cannot be sent either. */
const hopeless: readonly AttemptErrorCode[] = [
  'not_allowed',
  'unsendable',
  'dns',
  'refused',
  'unreachable',
  'tls',
]

/** Who sends samples. */
export const SAMPLE_USER_AGENT: HeaderPair = ['user-agent', 'Hooklens-Sample']

/** Sends samples straight to a handler. @param redact of what it says @throws SampleError where nobody can be reached */
export function toUrl(sender: Sender, url: string, redact: Redact): Deliver {
  return async ({ headers, body }, signal) => {
    const { answer, error } = await sender.send(
      {
        method: 'POST',
        url,
        headers: [SAMPLE_USER_AGENT, ...headers],
        ownNames: [],
        body,
        timeoutMs: TIMEOUT_MS,
        followRedirects: 0,
      },
      signal,
    )
    if (error && hopeless.includes(error.code)) throw new SampleError(error.message)
    return {
      eventId: null,
      verdict: null,
      status: answer?.status ?? null,
      error: error && redact(error.message),
      answer: answer && textOf(answer, redact),
      isTaken: error === null,
    }
  }
}

/** A copy: a slice would keep the whole answer in memory, as long as the run is remembered. */
function textOf({ headers, body }: RawAnswer, redact: Redact): string | null {
  const { encoding, text } = redactBody(redact, decodeAnswer(headers, body).body)
  if (encoding !== 'utf8' || text === '') return null
  return Buffer.from(text.slice(0, KEPT_ANSWER), 'utf16le').toString('utf16le')
}
