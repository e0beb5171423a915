import type { Attempt, Delivery, DeliveryDetail } from '../../shared/delivery.ts'
import { bodyAsJson } from '../body-json.ts'
import type { AppContext } from '../context.ts'
import { decodeAnswer } from '../deliver/decode-answer.ts'
import { readAnswer } from '../deliver/read-answer/read-answer.ts'
import type { AttemptRecord, DeliveryRecord } from '../store/delivery-store.ts'

/** A delivery as the API gives it. */
export function showDelivery(ctx: Pick<AppContext, 'targets' | 'worker'>, record: DeliveryRecord): Delivery {
  const target = record.targetId === null ? null : ctx.targets.get(record.targetId)
  return {
    id: record.id,
    kind: record.kind,
    eventId: record.eventId,
    eventType: record.eventType,
    targetId: target?.id ?? null,
    targetName: target?.name ?? null,
    url: target?.url ?? record.url,
    signature: record.signature,
    newMessageId: record.newMessageId,
    edited: {
      body: record.kind !== 'test' && record.editedBody !== null,
      headers: record.kind !== 'test' && record.edit?.headers !== undefined,
    },
    status: record.status,
    dueAt: record.dueAt === null ? null : Math.max(record.dueAt, record.createdAt),
    waitsFor: waitsFor(ctx, record),
    attempts: record.attempts,
    // Those of the schedule, and those that did not count or came before somebody asked for more.
    maxAttempts: record.attempts - record.tries + record.retry.length + 1,
    last: record.last,
    replayId: record.replayId,
    createdAt: record.createdAt,
    finishedAt: record.finishedAt,
  }
}

/** The same with its attempts. */
export async function showDeliveryWhole(ctx: AppContext, record: DeliveryRecord): Promise<DeliveryDetail> {
  const attempts = await ctx.store.deliveries.attempts(record.seq)
  return {
    ...showDelivery(ctx, record),
    attemptList: attempts.map(showAttempt),
    editedBody: record.editedBody && bodyAsJson(record.editedBody),
  }
}

function waitsFor(
  { worker }: Pick<AppContext, 'worker'>,
  { status, dueAt, route }: DeliveryRecord,
): Delivery['waitsFor'] {
  if (status !== 'due') return null
  if (dueAt === null) return 'order'
  const { state, tryAt } = worker.circuit(route)
  return state === 'closed' || dueAt > (tryAt ?? dueAt) ? null : 'circuit'
}

function showAttempt({ sent, answer, ...attempt }: AttemptRecord): Attempt {
  if (answer === null) return { ...attempt, answer: null, reading: null }
  const { body, decoded } = decodeAnswer(answer.headers, answer.body)
  const { request } = attempt
  const text = body.encoding === 'utf8' ? body.text : ''
  const seen = { status: answer.status, headers: answer.headers, body: text }
  return {
    ...attempt,
    answer: { ...answer, body, decoded },
    reading: readAnswer({ request, answer: seen, sent }),
  }
}
