import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { EventSummary } from '../../../../shared/event.ts'
import type { Plan, Reading } from './plan.ts'
import { matchingEvent, selectRows } from './rows.ts'

/** A way through the events: from one seq to another, both inclusive. One that ends before it begins is empty. */
export interface Way {
  towards: 'older' | 'newer'
  from: number
  to: number
  /** On the clock of `performance.now()`: the walk rests at the next event or window after this moment. */
  until: number
}

/** What one read from the store aims to take: between two of them the clock is read. */
const READ_MS = 25
const FIRST_WINDOW = 500
const LARGEST_WINDOW = 1_000_000
/** Candidates that are looked up together. */
const CHUNK = 200

/**
 * Visits the events that match, in the order of the way, until it ends, its time is up, or `visit` gives
 * false. Gives the seq at which to go on; null: it went to the end.
 */
export async function walk(
  reading: Reading,
  plan: Plan,
  way: Way,
  visit: (event: EventSummary) => boolean,
): Promise<number | null> {
  const step = way.towards === 'newer' ? 1 : -1
  const { first, last } = plan.seqs
  const end = step > 0 ? Math.min(way.to, last) : Math.max(way.to, first)
  let at = step > 0 ? Math.max(way.from, first) : Math.min(way.from, last)
  let size = FIRST_WINDOW
  while ((end - at) * step >= 0) {
    const startedAt = performance.now()
    const { window, candidates } = nextWindow(reading, plan, at, end, size, step)
    const stoppedAt = await visitWindow(reading, plan, { window, candidates, step, until: way.until }, visit)
    if (stoppedAt !== null) return (end - stoppedAt) * step > 0 ? stoppedAt + step : null
    at = (step > 0 ? window.last : window.first) + step
    const now = performance.now()
    if (now > way.until || reading.isCancelled()) break
    // Windows grow fast where they cost little, and never by more than their cost allows.
    const growth = Math.min(4, READ_MS / Math.max(0.1, now - startedAt))
    size = Math.min(LARGEST_WINDOW, Math.max(100, Math.round((window.last - window.first + 1) * growth)))
  }
  return (end - at) * step >= 0 ? at : null
}

interface Seqs {
  first: number
  last: number
}

/** A window lies in the index as a whole, or behind it, where every event is to be looked at. */
function nextWindow(
  { index }: Reading,
  { narrowing }: Plan,
  at: number,
  end: number,
  size: number,
  step: 1 | -1,
): { window: Seqs; candidates: number[] | null } {
  const far = step > 0 ? Math.min(end, at + size - 1) : Math.max(end, at - size + 1)
  const [first, last] = step > 0 ? [at, far] : [far, at]
  if (narrowing.kind === 'all') return { window: { first, last }, candidates: null }
  const upTo = index.upTo()
  if (step < 0 && last > upTo) return { window: { first: Math.max(first, upTo + 1), last }, candidates: null }
  if (step > 0 && first > upTo) return { window: { first, last }, candidates: null }
  const window = { first, last: Math.min(last, upTo) }
  const candidates = index.candidates(narrowing, window.first, window.last)
  // An index that was begun anew in between knows less than it said.
  return { window, candidates: index.upTo() < window.last ? null : candidates }
}

interface Visit {
  window: Seqs
  candidates: number[] | null
  step: 1 | -1
  until: number
}

/** Gives the seq of the event after which it stopped; null: it saw the whole window. */
async function visitWindow(
  reading: Reading,
  plan: Plan,
  { window, candidates, step, until }: Visit,
  visit: (event: EventSummary) => boolean,
): Promise<number | null> {
  for (const where of chunksOf(window, candidates, step)) {
    const rows = selectRows(reading.db, plan, where).orderBy('events.seq', step > 0 ? 'asc' : 'desc')
    for await (const row of rows.stream()) {
      const event = matchingEvent(plan, row)
      if (event && !visit(event)) return row.seq
      if (performance.now() > until || reading.isCancelled()) return row.seq
    }
  }
  return null
}

function chunksOf({ first, last }: Seqs, candidates: number[] | null, step: 1 | -1): RawBuilder<SqlBool>[] {
  if (candidates === null) return [sql`events.seq between ${first} and ${last}`]
  const ordered = step > 0 ? candidates : candidates.toReversed()
  return Array.from({ length: Math.ceil(ordered.length / CHUNK) }, (_, i) => {
    const chunk = ordered.slice(i * CHUNK, (i + 1) * CHUNK)
    return sql`events.seq in (${sql.join(chunk)})`
  })
}
