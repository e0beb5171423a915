import type { EventSummary } from '../../../../shared/event.ts'
import { MAX_REPLAYED_IDS } from '../../../../shared/replay.ts'
import { MAX_EXPORTED_IDS } from '../../../../shared/transfer.ts'
import type { AsOf } from '../../../api/events.ts'
import type { ChosenEvents } from '../../../lib/chosen-events.ts'
import type { EventWindow } from '../../../live/window.ts'

/** Events that something is to be done with: some by their ids, or all that matched when they were selected. */
export type Selection =
  | { kind: 'some'; seqs: ReadonlyMap<string, number> }
  | {
      kind: 'all'
      /** Later events are not meant. */
      upTo: number
      except: ReadonlySet<string>
    }

/** What is selected; `counted` is what is known of all that match. */
export function chosenOf(
  q: string,
  selection: Selection,
  { asOf, count }: { asOf: AsOf | null; count: number },
  now: number,
): ChosenEvents {
  if (selection.kind === 'some') return { ids: [...selection.seqs.keys()] }
  return {
    query: selectedQuery(q, selection.except),
    asOf: asOf ?? { upTo: selection.upTo, askedAt: now },
    count: asOf === null ? null : count,
  }
}

export type Selectable = Pick<EventSummary, 'id' | 'seq'>

/** As many as can be exported or replayed by their ids. */
export const MAX_SELECTED = Math.min(MAX_EXPORTED_IDS, MAX_REPLAYED_IDS)
/** Exceptions of all that match, where the query leaves room for them. */
export const MAX_EXCEPT = 40
/** A query with its exceptions has at most so many characters. */
const MAX_QUERY = 2000

export const nothing: Selection = { kind: 'some', seqs: new Map() }

export function isEmpty(selection: Selection): boolean {
  return selection.kind === 'some' && selection.seqs.size === 0
}

/** Two that are selected, the earlier first; null: it is another number. */
export function pairOf(selection: Selection): { a: string; b: string } | null {
  if (selection.kind !== 'some' || selection.seqs.size !== 2) return null
  const [a, b] = [...selection.seqs].sort(([, one], [, other]) => one - other).map(([id]) => id)
  return a === undefined || b === undefined ? null : { a, b }
}

export function isSelected(selection: Selection, { id, seq }: Selectable): boolean {
  if (selection.kind === 'some') return selection.seqs.has(id)
  return seq <= selection.upTo && !selection.except.has(id)
}

/**
 * With these events, or without them. Unchanged where that would be more than `MAX_SELECTED`, or more exceptions
 * of all that match `q` than its query has room for.
 */
export function withEvents(
  selection: Selection,
  events: Selectable[],
  selected: boolean,
  q: string,
): Selection {
  if (selection.kind === 'some') {
    const seqs = new Map(selection.seqs)
    for (const { id, seq } of events) {
      if (selected) seqs.set(id, seq)
      else seqs.delete(id)
    }
    return seqs.size > MAX_SELECTED && selected ? selection : { ...selection, seqs }
  }
  const except = new Set(selection.except)
  for (const { id, seq } of events) {
    if (selected) except.delete(id)
    else if (seq <= selection.upTo) except.add(id)
  }
  const isFull = except.size > MAX_EXCEPT || selectedQuery(q, except).length > MAX_QUERY
  return isFull && !selected ? selection : { ...selection, except }
}

/** Without events that the list would have if they were still there: deleted ones, and such that match no more. */
export function prune(selection: Selection, window: EventWindow): Selection {
  if (selection.kind === 'all' || selection.seqs.size === 0) return selection
  const { events, nextCursor, prevCursor, following, shownUpTo, upTo } = window
  const [from, to] = [nextCursor ?? 0, prevCursor ?? (following ? upTo : shownUpTo)]
  if (events.length === 0 && nextCursor !== null) return selection
  const held = new Set(events.map(({ id }) => id))
  const seqs = new Map([...selection.seqs].filter(([id, seq]) => seq < from || seq > to || held.has(id)))
  return seqs.size === selection.seqs.size ? selection : { ...selection, seqs }
}

/** The query that chooses what is selected of all that match `q`. */
export function selectedQuery(q: string, except: ReadonlySet<string>): string {
  if (except.size === 0) return q
  const others = [...except].map((id) => `-id:${id}`).join(' ')
  return q.trim() === '' ? others : `(${q}) ${others}`
}
