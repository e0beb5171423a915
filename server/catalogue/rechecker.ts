import { setTimeout as pause } from 'node:timers/promises'
import type { EventSummary } from '../../shared/event.ts'
import { everything } from '../../shared/query/query.ts'
import type { AppContext } from '../context.ts'
import { readPayload } from '../ingest/read-payload.ts'
import { restMs } from '../rest.ts'
import type { StoredEvent } from '../store/event-store.ts'
import type { SchemaNote } from '../store/schema-store.ts'

/** Events that are read at a time, and their bytes. */
const PAGE_EVENTS = 100
const PAGE_BYTES = 1_000_000
const AFTER_FAILURE_MS = 5000

/**
 * Checks what was stored before against the schemas known now, where those are other than the last time: a new version
 * of Hooklens may know more, and so may the configuration. It goes on where a stop cut it off, and rests longer than it
 * works.
 */
export function startRechecker(ctx: AppContext): { close: () => Promise<void> } {
  const closing = new AbortController()
  const { signal } = closing

  const work = async () => {
    let { version, upTo, until } = await ctx.store.schemas.checking()
    if (version !== ctx.catalogue.version) {
      ;({ upTo, until } = await ctx.store.schemas.begin(ctx.catalogue.version))
      await ctx.drifts.reload()
    }
    while (upTo < until && !signal.aborted) {
      const began = performance.now()
      let rest = AFTER_FAILURE_MS
      try {
        upTo = await checkPage(ctx, upTo, until)
        rest = restMs(performance.now() - began)
      } catch (err) {
        ctx.log.error({ err }, 'stored events could not be checked against the schemas; it is tried again')
      }
      await pause(rest, undefined, { signal }).catch(() => {})
    }
  }
  const done = work().catch((err) =>
    ctx.log.error({ err }, 'stored events are checked against schemas no more'),
  )
  return {
    close: async () => {
      closing.abort()
      await done
    },
  }
}

/** Checks the next events; gives the seq up to which that was done. */
async function checkPage(ctx: AppContext, after: number, until: number): Promise<number> {
  const limits = { after, upTo: until, events: PAGE_EVENTS, bytes: PAGE_BYTES }
  const { events, upTo } = await ctx.store.events.readWhole(everything, limits)
  const notes = events.map((event) => noteOf(ctx, event))
  const drifted = notes.some(({ drifts }) => drifts.length > 0)
  let changed: EventSummary[]
  try {
    changed = await ctx.store.schemas.advance(upTo, notes)
  } finally {
    // What was learnt of events that could not be told is to be news again.
    if (drifted) await ctx.drifts.reload()
  }
  if (drifted) ctx.bus.publish({ kind: 'endpoints' })
  // That a payload is valid goes without saying, in rows too: a million old events would be a flood.
  const told = changed.filter(({ schema }) => schema !== 'valid')
  if (told.length > 0) ctx.bus.publish({ kind: 'changed', events: told })
  return upTo
}

function noteOf({ catalogue, drifts }: AppContext, event: StoredEvent): SchemaNote {
  const { endpointId, receivedAt, id } = event
  const { schema, type, drifted } = readPayload({ catalogue, drifts }, event, event.body)
  // At once, so that the events of a page are no more news together than one after the other.
  drifts.learn({ endpointId, type, receivedAt, id, drifted })
  return {
    seq: event.seq,
    state: schema,
    drifts: drifted.map((field) => ({
      endpointId,
      drift: { type: type ?? '', field, since: receivedAt, eventId: id },
    })),
  }
}
