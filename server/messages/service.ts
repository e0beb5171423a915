import { firstDifference } from '../../shared/diff/bytes.ts'
import type { Message, MessageAttempt } from '../../shared/message.ts'
import type { Query } from '../../shared/query/query.ts'
import { numberAttempts, scheduledGap } from '../../shared/svix/attempts.ts'
import { messageMadeAt } from '../../shared/svix/message-time.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import type { StoredEvent } from '../store/event-store.ts'

/** So many events of a message are listed. */
const EVENTS = 100
/** Headers and bodies that are read together. */
const BYTES = 4 * 1024 * 1024

/** An event of a message beside the first of its endpoint; bodies are let go. */
interface Read {
  event: MessageAttempt['event']
  differsAt: number | null
}

/** All events of one message, by endpoint, on the sender's schedule. @throws AppError 404 */
export async function getMessage(ctx: AppContext, messageId: string, signal: AbortSignal): Promise<Message> {
  const { byEndpoint, complete } = await readEvents(ctx, messageId, signal)
  const [first] = [...byEndpoint.values()].flatMap(({ events }) => events)
  if (!first) throw notFound('message', `No event here has the message id "${messageId.slice(0, 200)}".`)
  const madeAt = messageMadeAt(first.event)
  return {
    messageId,
    madeAt,
    endpoints: [...byEndpoint.values()].map(({ events }) => ofEndpoint(messageId, events, madeAt)),
    complete,
  }
}

function ofEndpoint(messageId: string, read: Read[], madeAt: number): Message['endpoints'][number] {
  const { endpointId = '', endpointSlug = '' } = read[0]?.event ?? {}
  const times = read.map(({ event }) => ({ ...event, messageId }))
  const { numbers, ...rest } = numberAttempts(times, madeAt)
  const attempts = read.map(({ event, differsAt }, index) => {
    const before = read[index - 1]?.event
    const number = numbers[index] ?? null
    return {
      event,
      number,
      gapMs: before ? event.receivedAt - before.receivedAt : null,
      expectedGapMs: scheduledGap(numbers[index - 1] ?? null, number),
      differsAt,
    }
  })
  return { endpointId, endpointSlug, attempts, ...rest }
}

async function readEvents(ctx: AppContext, messageId: string, signal: AbortSignal) {
  const query: Query = { kind: 'term', field: 'message', pattern: { text: messageId, wildcard: false } }
  const byEndpoint = new Map<string, { body: Uint8Array; events: Read[] }>()
  const upTo = ctx.store.events.lastSeq()
  let count = 0
  for (let after = 0; after < upTo; ) {
    signal.throwIfAborted()
    const page = await ctx.store.events.readWhole(query, { after, upTo, events: EVENTS, bytes: BYTES })
    for (const whole of page.events) {
      // Searches overlook case; ids do not.
      if (whole.messageId !== messageId) continue
      if (count === EVENTS) return { byEndpoint, complete: false }
      count++
      add(byEndpoint, whole)
    }
    after = page.upTo
  }
  return { byEndpoint, complete: true }
}

function add(
  byEndpoint: Map<string, { body: Uint8Array; events: Read[] }>,
  { body, headers: _, httpVersion: __, ...event }: StoredEvent,
): void {
  const held = byEndpoint.get(event.endpointId)
  if (held) {
    // Mostly they are the same, which is told much faster than where they differ.
    const isSame = Buffer.compare(held.body, body) === 0
    held.events.push({ event, differsAt: isSame ? null : firstDifference(held.body, body) })
  } else byEndpoint.set(event.endpointId, { body, events: [{ event, differsAt: null }] })
}
