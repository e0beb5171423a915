import { hasLimit } from '../../shared/retention.ts'
import type { Listener } from '../bus/bus.ts'
import type { AppContext } from '../context.ts'
import { GATHER_MS, lookAfterEvent, nextLook, RETRY_MS, restFactor } from './schedule.ts'

/** Pages fetch their lists anew when events were deleted; the oldest are seldom among what they show. */
const TELL_MS = 10_000
const COUNTS_MS = 1000
/** Of a deletion after a long rest pages hear sooner. */
const SOON_MS = 300

/** Sees to it that endpoints hold no more than their rules keep. */
export interface Keeper {
  /** Begins with every endpoint that has a rule. */
  start(): void
  /** The rule of an endpoint was changed: what is over it goes now. */
  changed(endpointId: string): void
  /** Looks at the endpoints whose time has come; resolves when what was over is gone. */
  check(): Promise<void>
  /** Ends once the slice in hand is written; the rest goes at the next start. */
  close(): Promise<void>
}

type Means = Pick<AppContext, 'store' | 'registry' | 'bus' | 'log' | 'now'>

/** What fails is logged and tried again. */
export function createKeeper({ store, registry, bus, log, now }: Means): Keeper {
  const stopping = new AbortController()
  const { signal } = stopping
  /** When to look at which endpoint. */
  const due = new Map<string, number>()
  /** Endpoints that held more than their rules keep at the last look, and how to go on there. */
  const unfinished = new Map<string, { held: number; rest: number }>()
  let timer: NodeJS.Timeout | undefined
  let timerAt = Number.POSITIVE_INFINITY
  let running: Promise<void> | null = null
  const news = createNews(bus)

  const lookAt = (endpointId: string, at: number) => {
    const known = due.get(endpointId)
    if (known === undefined || at < known) due.set(endpointId, at)
    arm()
  }
  const arm = () => {
    if (signal.aborted || running || due.size === 0) return
    const at = Math.min(...due.values())
    if (at >= timerAt) return
    clearTimeout(timer)
    timerAt = at
    timer = setTimeout(() => void check(), Math.max(0, at - now()))
    timer.unref()
  }

  const check = (): Promise<void> => {
    running ??= sweepAll().finally(() => {
      running = null
      arm()
    })
    return running
  }
  const sweepAll = async () => {
    clearTimeout(timer)
    timerAt = Number.POSITIVE_INFINITY
    for (let id = firstDue(); id !== null && !signal.aborted; id = firstDue()) {
      due.delete(id)
      try {
        await sweepOne(id)
      } catch (err) {
        unfinished.delete(id)
        log.error({ err, endpointId: id }, 'events that are no longer to be kept could not be deleted')
        lookAt(id, now() + RETRY_MS)
      }
    }
  }
  const firstDue = (): string | null => {
    const at = now()
    for (const [id, dueAt] of due) if (dueAt <= at) return id
    return null
  }

  const sweepOne = async (endpointId: string) => {
    const before = unfinished.get(endpointId)
    unfinished.delete(endpointId)
    if (!rule(endpointId)) return
    const swept = await store.retention.sweep(endpointId, now(), {
      restFactor: before?.rest ?? restFactor(null, 0),
      signal,
    })
    if (!swept) return
    news.deleted(swept.deleted)
    if (!swept.more) return lookAt(endpointId, nextLook(swept.nextAt, now()))
    // Behind the others: where more comes than goes, its turn would never end.
    const held = swept.held.events
    unfinished.set(endpointId, { held, rest: restFactor(before?.held ?? null, held) })
    due.delete(endpointId)
    due.set(endpointId, now())
  }
  const rule = (endpointId: string) => {
    const retention = registry.byIdOrSlug(endpointId)?.retention
    return retention && hasLimit(retention) ? retention : null
  }

  let unsubscribe = () => {}
  const onNotice: Listener = (notice) => {
    if (notice.kind === 'imported') {
      // What was received long ago may be too old already.
      for (const { id } of registry.list()) if (rule(id)) lookAt(id, now() + GATHER_MS)
    }
    if (notice.kind !== 'event') return
    const { endpointId, receivedAt } = notice.event
    const retention = rule(endpointId)
    const at = retention && lookAfterEvent(retention, receivedAt, now())
    if (at !== null) lookAt(endpointId, at)
  }

  return {
    start: () => {
      unsubscribe = bus.subscribe(onNotice)
      for (const { id } of registry.list()) if (rule(id)) lookAt(id, now())
    },
    changed: (endpointId) => lookAt(endpointId, now()),
    check: async () => {
      // One that was under way may have passed an endpoint by whose time came since.
      await running
      await check()
    },
    close: async () => {
      stopping.abort()
      unsubscribe()
      clearTimeout(timer)
      await running
      news.close()
    },
  }
}

/** Tells of deletions at a rate that pages can bear; the last of them too. */
function createNews(bus: AppContext['bus']) {
  const timers = new Map<'deleted' | 'counts', NodeJS.Timeout>()
  const toldAt = { deleted: Number.NEGATIVE_INFINITY, counts: Number.NEGATIVE_INFINITY }
  const soon = (kind: 'deleted' | 'counts', everyMs: number) => {
    if (timers.has(kind)) return
    const tell = () => {
      timers.delete(kind)
      toldAt[kind] = performance.now()
      bus.publish({ kind })
    }
    const delayMs = Math.max(SOON_MS, toldAt[kind] + everyMs - performance.now())
    timers.set(kind, setTimeout(tell, delayMs).unref())
  }
  return {
    deleted: (count: number) => {
      if (count === 0) return
      soon('counts', COUNTS_MS)
      soon('deleted', TELL_MS)
    },
    close: () => {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
