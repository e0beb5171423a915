import type { Kysely } from 'kysely'
import type { Entity } from '../../../../shared/event.ts'
import type { Placed } from '../../../../shared/stack/order-flags.ts'
import { messageMadeAt } from '../../../../shared/svix/message-time.ts'
import { isBelieved } from '../../../../shared/verdict.ts'
import { flagsOf } from '../../flag-bits.ts'
import type { Schema } from '../../schema.ts'

/** Events as far as their place among others goes. */
export function selectPlaced(db: Kysely<Schema>) {
  return db
    .selectFrom('events')
    .select([
      'seq',
      'id',
      'endpoint_id',
      'type',
      'message_id',
      'sent_at',
      'received_at',
      'entity_kind',
      'entity_id',
      'verdict',
      'flags',
    ])
}
export type PlacedRow = Awaited<ReturnType<ReturnType<typeof selectPlaced>['execute']>>[number]

/** An event that is about something. */
export type EntityRow = PlacedRow & { entity_kind: Entity['kind']; entity_id: string }

export function isOfEntity(row: PlacedRow): row is EntityRow {
  return row.entity_kind !== null && row.entity_id !== null
}

/** Whether both are about the same thing, at the same endpoint. */
export function sharesEntity(one: PlacedRow, other: PlacedRow): boolean {
  return (
    one.entity_id === other.entity_id &&
    one.entity_kind === other.entity_kind &&
    one.endpoint_id === other.endpoint_id
  )
}

/** Whether both are events of one message, at the same endpoint. */
export function sharesMessage(one: PlacedRow, other: PlacedRow): boolean {
  return one.message_id === other.message_id && one.endpoint_id === other.endpoint_id
}

/** Whether an event gets flags of order and gives them: senders whose signature fails do neither. */
export function takesPart({ verdict }: PlacedRow): boolean {
  return isBelieved(verdict)
}

export function toPlaced(row: PlacedRow): Placed {
  return {
    seq: row.seq,
    type: row.type,
    messageId: row.message_id,
    madeAt: messageMadeAt({
      messageId: row.message_id,
      sentAt: row.sent_at,
      receivedAt: row.received_at,
    }),
    flags: flagsOf(row.flags),
  }
}
