import type { EventSummary } from '../../../shared/event.ts'
import { bitsOf } from '../flag-bits.ts'
import { getSummaries } from '../queries/events.ts'
import type { FoundFlags } from '../store.ts'
import type { Connection } from './connection.ts'

/** See `EventStore.flaggedUpTo`. */
export function readFlaggedUpTo({ raw }: Connection): number {
  return raw.prepare<[], number>('select up_to from flagging').pluck().get() ?? 0
}

/** See `EventStore.noteFlags`. */
export async function noteFlags(
  { raw, db }: Connection,
  { upTo, notes }: FoundFlags,
): Promise<EventSummary[]> {
  const add = raw
    .prepare<[number, number, number, number], string>(
      'update events set flags = flags | ? where seq = ? and flags & ? <> ? returning id',
    )
    .pluck()
  const changed = raw
    .transaction(() => {
      raw.prepare('update flagging set up_to = ?').run(upTo)
      return notes.map(({ seq, flags }) => {
        const bits = bitsOf(flags)
        return add.get(bits, seq, bits, bits)
      })
    })
    .immediate()
    .filter((id) => id !== undefined)
  return changed.length === 0 ? [] : getSummaries(db, changed)
}
