import { setTimeout as sleep } from 'node:timers/promises'
import type { EventSummary } from '../../shared/event.ts'
import { parsePrinted, type Query } from '../../shared/query/query.ts'
import type { Replay } from '../../shared/replay.ts'
import type { AppContext } from '../context.ts'
import { cancelDue } from '../deliver/cancel-due.ts'
import { laneOf, newDelivery } from '../deliveries/make.ts'
import { withLinkedSignal } from '../linked-signal.ts'
import type { ReplayRecord } from '../store/delivery-store.ts'

/** Deliveries that are made in one go. */
const PAGE = 50
/** Deliveries that wait at most, for each that may be in flight: the rest is not written down before its turn. */
const AHEAD = 4
const STORE_AWAY_MS = 1_000
/** Makes deliveries at a rate this often at most. */
const RATE_STEP_MS = 50
/** What was not sent for so long is made up for; a target that was away longer is not flooded when it is back. */
const CATCH_UP_MS = 250
/** How often it is told what came of what was in hand when a replay was paused or had ended. */
const SETTLING_MS = 250

/** Carries out bulk replays: makes their deliveries as the target takes them, and sees that they end. */
export interface Replayer {
  /** Goes on with those that a stop cut off. */
  resume(): Promise<void>
  /** A replay may begin or go on. */
  wake(id: string): void
  close(): Promise<void>
}

type ReplayerContext = Pick<AppContext, 'store' | 'targets' | 'worker' | 'bus' | 'log' | 'now' | 'newId'>

/** A replay as the API gives it. */
export function showReplay(
  { targets, worker }: Pick<AppContext, 'targets' | 'worker'>,
  record: Omit<ReplayRecord, 'chosen'>,
): Replay {
  const { chosen: _chosen, upTo: _upTo, cursor: _cursor, ...replay } = { chosen: null, ...record }
  const target = targets.get(replay.targetId)
  const { state, reason } = worker.circuit(replay.targetId)
  const waits = replay.state === 'running' && state !== 'closed'
  return {
    ...replay,
    // Counting was cut off where it took too long.
    total: Math.max(replay.total, replay.started),
    targetName: target?.name ?? 'a deleted target',
    waitsFor: waits ? `The target is down: ${reason ?? 'it does not answer.'}` : null,
  }
}

export function createReplayer(ctx: ReplayerContext): Replayer {
  const running = new Map<string, { done: Promise<void>; news: () => void }>()
  const closing = new AbortController()

  /** Resolves when something was said of a replay, or after a while. */
  function newsOf() {
    let wakeUp = () => {}
    let fresh = false
    return {
      news: () => {
        fresh = true
        wakeUp()
      },
      /** Whether something was said that nobody waited for yet. */
      heard: () => fresh,
      wait: async (ms: number) => {
        if (!fresh) {
          const woken = new AbortController()
          wakeUp = () => woken.abort()
          await withLinkedSignal([woken.signal, closing.signal], (signal) =>
            sleep(ms, undefined, { signal }).catch(() => {}),
          )
        }
        fresh = false
      },
    }
  }

  function wake(id: string): void {
    if (closing.signal.aborted) return
    const known = running.get(id)
    if (known) {
      known.news()
      return
    }
    const { wait, news, heard } = newsOf()
    const done = carryOut(id, wait)
      .catch((err) => ctx.log.error({ err, replay: id }, 'a bulk replay broke off'))
      .finally(() => {
        running.delete(id)
        // It may have been told to go on while it saw that it was paused.
        if (heard()) wake(id)
      })
    running.set(id, { done, news })
  }

  async function carryOut(id: string, wait: (ms: number) => Promise<void>): Promise<void> {
    /** When the next delivery may be made, by the rate. */
    let nextAt = ctx.now()
    while (!closing.signal.aborted) {
      try {
        const replay = await ctx.store.replays.get(id)
        if (replay) publish(replay)
        if (replay?.state !== 'running') return
        const outcome = await step(replay, nextAt)
        if (outcome === 'over') return
        nextAt = outcome.nextAt
        if (outcome.made === 0) await wait(Math.max(outcome.nextAt - ctx.now(), RATE_STEP_MS, outcome.restMs))
      } catch (err) {
        ctx.log.warn({ err, replay: id }, 'a bulk replay cannot go on now; it is tried again')
        await wait(STORE_AWAY_MS)
      }
    }
  }

  /** Makes the next deliveries, as many as may be made now, or sees that it has ended. */
  async function step(
    replay: ReplayRecord,
    rateAt: number,
  ): Promise<'over' | { made: number; nextAt: number; restMs: number }> {
    const target = ctx.targets.get(replay.targetId)
    if (!target) return end(replay, 'cancelled')
    if (replay.stopOnFailure && replay.failed > 0) {
      await cancelDue(ctx, { targetId: target.id, replayId: replay.id })
      return end(replay, 'stopped')
    }
    const waiting = replay.started - replay.delivered - replay.failed - replay.cancelled
    const room = (replay.stopOnFailure ? 1 : AHEAD * target.maxInFlight) - waiting
    const now = ctx.now()
    const { ratePerSecond } = replay
    const begun = Math.max(rateAt, now - CATCH_UP_MS)
    const byRate =
      ratePerSecond === null
        ? PAGE
        : Math.floor(((now - begun) / 1000) * ratePerSecond) + (begun <= now ? 1 : 0)
    const limit = Math.min(PAGE, room, byRate)
    if (limit <= 0) return { made: 0, nextAt: rateAt, restMs: room <= 0 ? 1000 : 0 }

    const { events, cursor, more } = await nextEvents(replay, limit)
    if (events.length === 0 && !more) {
      return waiting > 0 ? { made: 0, nextAt: rateAt, restMs: 1000 } : end(replay, 'done')
    }
    await ctx.store.replays.advance(
      replay.id,
      events.map((event) => ({
        eventId: event.id,
        delivery: newDelivery(
          ctx,
          { target },
          {
            kind: 'replay',
            signature: replay.signature,
            newMessageId: replay.newMessageId ? ctx.newId('msg', now) : null,
            lane: target.forward.inOrder ? laneOf(target.id, event.entity) : null,
            replayId: replay.id,
          },
        ),
      })),
      cursor,
    )
    ctx.worker.wake(target.id)
    const nextAt = ratePerSecond === null ? now : begun + (events.length * 1000) / ratePerSecond
    return { made: events.length, nextAt, restMs: 0 }
  }

  /** The events whose turn is next; `more`: there may be others, further on. */
  async function nextEvents(
    replay: ReplayRecord,
    limit: number,
  ): Promise<{ events: EventSummary[]; cursor: number; more: boolean }> {
    const { chosen, cursor, order, upTo } = replay
    if (chosen !== null) {
      const done = cursor ?? 0
      const ids = chosen.slice(done, done + limit)
      const events = ids.length === 0 ? [] : await ctx.store.events.summaries(ids)
      return {
        events: order === 'oldest' ? events : events.reverse(),
        cursor: done + ids.length,
        more: ids.length > 0,
      }
    }
    const query: Query = parsePrinted(replay.query ?? '')
    if (order === 'oldest') {
      const page = await ctx.store.events.listAfter(query, cursor ?? 0, limit, closing.signal)
      const events = page.events.filter(({ seq }) => seq <= upTo)
      return { events, cursor: page.upTo, more: page.upTo < upTo }
    }
    const page = await ctx.store.events.listBefore(query, cursor ?? upTo + 1, limit, closing.signal)
    return {
      events: page.events,
      cursor: page.nextCursor ?? page.events.at(-1)?.seq ?? cursor ?? 0,
      more: page.nextCursor !== null,
    }
  }

  async function end(replay: ReplayRecord, state: Replay['state']): Promise<'over'> {
    const ended = await ctx.store.replays.setState(replay.id, ['running'], state, ctx.now())
    if (ended) publish(ended)
    return 'over'
  }

  function publish(replay: ReplayRecord): void {
    ctx.bus.publish({ kind: 'replay', replay: showReplay(ctx, replay) })
  }

  /** Those that stand still, of which something in hand has come to its end. */
  const settling = new Set<string>()

  async function tellOf(id: string): Promise<void> {
    if (settling.has(id) || closing.signal.aborted) return
    settling.add(id)
    try {
      await sleep(SETTLING_MS, undefined, { signal: closing.signal })
    } catch {
      return
    } finally {
      settling.delete(id)
    }
    const replay = await ctx.store.replays.get(id)
    if (replay) publish(replay)
  }

  const unsubscribe = ctx.bus.subscribe((notice) => {
    if (notice.kind === 'deliveries' && notice.replayId !== null) {
      const { replayId } = notice
      const known = running.get(replayId)
      if (known) known.news()
      else
        tellOf(replayId).catch((err) =>
          ctx.log.warn({ err, replay: replayId }, 'a replay could not be shown'),
        )
    }
    // One of a target that was deleted has nowhere to go; what waited of deleted events waits no more.
    if (notice.kind === 'targets' || notice.kind === 'deleted' || notice.kind === 'cancelled') {
      for (const { news } of running.values()) news()
    }
  })

  return {
    resume: async () => {
      for (const { id } of await ctx.store.replays.running()) wake(id)
    },
    wake,
    close: async () => {
      unsubscribe()
      closing.abort()
      await Promise.allSettled([...running.values()].map(({ done }) => done))
    },
  }
}
