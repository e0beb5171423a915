import type { FastifyReply } from 'fastify'
import type { AnswerRule } from '../../shared/answer-rule.ts'
import type { AppContext } from '../context.ts'
import { decodeAnswer } from '../deliver/decode-answer.ts'
import type { AttemptRecord, NewDelivery } from '../store/delivery-store.ts'

/** Headers of a target's answer that are its handler's words to the sender. */
const PASSED_ON = new Set(['content-type', 'retry-after', 'location', 'allow'])

/**
 * Sends a stored event to the target whose words its sender is answered with. Gives the answer; null: it did not
 * come in time, or not at all. The attempt goes on and is stored all the same.
 */
export async function targetAnswer(
  { worker }: AppContext,
  { id, route }: NewDelivery,
  { timeoutMs }: AnswerRule,
): Promise<AttemptRecord['answer']> {
  if (worker.circuit(route).state !== 'closed') {
    worker.wake(route)
    return null
  }
  const attempt = worker.nextAttempt(id, timeoutMs)
  worker.wake(route, { urgent: true })
  const made = await attempt
  return made && isWhole(made) ? made.answer : null
}

/** Half an answer is none: a sender that hears 200 does not try again. */
function isWhole({ answer, error }: AttemptRecord): boolean {
  if (answer === null || answer.status < 200 || answer.status > 599) return false
  return error === null || error.code === 'status' || error.code === 'redirect'
}

/** Answers the sender as the target did, or as the rule says where it did not. */
export function sendAnswer(
  reply: FastifyReply,
  answer: AttemptRecord['answer'],
  { fallback }: AnswerRule,
  eventId: string,
): FastifyReply {
  reply.header('hooklens-event-id', eventId)
  // It is not our own page's text, whatever it says it is.
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  reply.header('x-content-type-options', 'nosniff')
  if (answer === null) {
    return reply.code(fallback.status).type('text/plain; charset=utf-8').send(fallback.body)
  }
  for (const [name, value] of answer.headers) {
    if (PASSED_ON.has(name.toLowerCase())) reply.header(name, value)
  }
  if (answer.truncated) reply.header('hooklens-truncated', 'true')
  const { body } = decodeAnswer(answer.headers, answer.body)
  return reply.code(answer.status).send(Buffer.from(body.text, body.encoding))
}
