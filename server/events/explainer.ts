import { setTimeout as pause } from 'node:timers/promises'
import type { Diagnosis } from '../../shared/diagnosis.ts'
import type { AppContext } from '../context.ts'
import { restMs } from '../rest.ts'
import type { CauseNote, StoredEvent } from '../store/event-store.ts'
import { diagnoseStored } from './diagnosis.ts'

/** The newest come first: somebody may be watching them. */
const BATCH = 20
/** What was found is not held back longer than this. */
const MAX_WAIT_MS = 100

/**
 * Finds the cause of every failed event soon after it was stored, one at a time and aside of ingest. Begins
 * with what an earlier run left. `close` waits for the event in hand; the others are for the next start.
 */
export function startExplainer(ctx: AppContext): { close: () => Promise<void> } {
  let closing = false
  let wanted = false
  let working: Promise<void> | null = null

  const wake = () => {
    wanted = true
    working ??= work().finally(() => {
      working = null
    })
  }
  const work = async () => {
    try {
      while (wanted && !closing) {
        wanted = false
        await explainAll(ctx, () => closing)
      }
    } catch (err) {
      ctx.log.error({ err }, 'causes of failed events could not be stored; the next failure tries again')
    }
  }
  const unsubscribe = ctx.bus.subscribe((notice) => {
    if (notice.kind === 'event' && notice.event.verdict === 'failed') wake()
    if (notice.kind === 'imported' && notice.verdict === 'failed') wake()
    // Events that fail by other secrets than before are to be explained once more.
    if (notice.kind === 'reverify' && notice.done) wake()
  })
  wake()

  return {
    close: async () => {
      unsubscribe()
      closing = true
      await working
    },
  }
}

/** The cause that a summary names: the first one of a failure. */
export function topCauseOf(event: StoredEvent, { causes }: Diagnosis): CauseNote['topCause'] {
  return event.verdict === 'failed' ? (causes[0]?.code ?? null) : null
}

/** Keeps what a diagnosis that somebody asked for has found, where the store knows otherwise. Never rejects. */
export async function noteCause(ctx: AppContext, event: StoredEvent, diagnosis: Diagnosis): Promise<void> {
  const topCause = topCauseOf(event, diagnosis)
  if (event.topCause === topCause) return
  try {
    await store(ctx, [{ id: event.id, topCause }])
  } catch (err) {
    ctx.log.error({ err }, 'the cause of a failed event could not be stored')
  }
}

async function explainAll(ctx: AppContext, isClosing: () => boolean): Promise<void> {
  for (;;) {
    const ids = await ctx.store.events.unexplained(BATCH)
    if (ids.length === 0) return
    // What was found by secrets that changed meanwhile may not hold: it is looked for again.
    const known = ctx.registry.list()
    const isOutdated = () => ctx.registry.list() !== known
    let notes: CauseNote[] = []
    let began = performance.now()
    for (const id of ids) {
      if (isClosing() || isOutdated()) break
      const asked = performance.now()
      notes.push({ id, topCause: await explain(ctx, id) })
      // A flood of failures must not take a core.
      const rest = restMs(performance.now() - asked)
      if (performance.now() + rest - began >= MAX_WAIT_MS && !isOutdated()) {
        await store(ctx, notes)
        notes = []
        began = performance.now()
      }
      await pause(rest)
    }
    if (!isOutdated()) await store(ctx, notes)
    if (isClosing()) return
  }
}

/** What cannot be explained counts as looked at: it would be tried for ever. */
async function explain(ctx: AppContext, id: string): Promise<CauseNote['topCause']> {
  try {
    const event = await ctx.store.events.get(id)
    return event && topCauseOf(event, await diagnoseStored(ctx, event, ctx.diagnoser.diagnoseAside))
  } catch (err) {
    ctx.log.error({ err, id }, 'a failed event could not be explained')
    return null
  }
}

async function store(ctx: AppContext, notes: CauseNote[]): Promise<void> {
  if (notes.length === 0) return
  const events = await ctx.store.events.noteCauses(notes, ctx.now())
  if (events.length > 0) ctx.bus.publish({ kind: 'changed', events })
}
