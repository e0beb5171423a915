import type { EventSummary } from '../../../shared/event.ts'
import type { FoundFlags, FoundFlagsAgain } from '../event-store.ts'
import { bitsOf } from '../flag-bits.ts'
import { getSummaries } from '../queries/events.ts'
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

/** See `EventStore.flagsDueAgain`. */
export function areFlagsDueAgain({ raw }: Connection): boolean {
  return raw.prepare('select 1 from flagging_again limit 1').get() !== undefined
}

/** See `EventStore.noteFlagsAgain`. */
export async function noteFlagsAgain(
  { raw, db }: Connection,
  { notes, done }: FoundFlagsAgain,
): Promise<EventSummary[]> {
  const set = raw
    .prepare<[number, number], string>('update events set flags = ? where seq = ? returning id')
    .pluck()
  const forget = raw.prepare<[number]>('delete from flagging_again where id = ?')
  const changed = raw
    .transaction(() => {
      for (const id of done) forget.run(id)
      return notes.map(({ seq, flags }) => set.get(bitsOf(flags), seq))
    })
    .immediate()
    .filter((id) => id !== undefined)
  return changed.length === 0 ? [] : getSummaries(db, changed)
}
