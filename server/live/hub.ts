import type { EventSummary } from '../../shared/event.ts'
import type { ServerMessage } from '../../shared/live.ts'
import { atTime } from '../../shared/query/query.ts'
import type { Replay } from '../../shared/replay.ts'
import type { AppContext } from '../context.ts'
import { LiveClient, type LiveSocket, type LiveSource, MAX_LAG, type ReverifyMessage } from './client.ts'
import { DeliveryNews } from './delivery-news.ts'
import { Frames } from './frames.ts'
import { RecentEvents } from './recent.ts'

/** Long enough to gather a batch, short enough to feel like now. */
const BATCH_MS = 40
const COUNTS_MS = 500
const CHANGED_MS = 200
const FAILURES_MS = 1000
const REVERIFY_MS = 250
const DELIVERIES_MS = 400
const REPLAY_MS = 250
const PING_MS = 15_000

/** Streams events to clients: at most one frame per client and `BATCH_MS`, built once for equal filters. */
export interface LiveHub {
  /** Gives the client of a socket, and the function that forgets it. */
  connect(socket: LiveSocket): { client: LiveClient; pump: () => void; disconnect: () => void }
  close(): void
}

export function createHub(ctx: AppContext): LiveHub {
  const clients = new Set<LiveClient>()
  const recent = new RecentEvents(ctx.store.events.lastSeq(), MAX_LAG)
  const frames = new Frames(recent, ctx.now)
  let changed = new Map<string, EventSummary>()
  /** What is known of each run and was not sent yet. */
  const latest = new Map<string, ReverifyMessage>()
  const deliveries = new DeliveryNews()
  const replays = new Map<string, Replay>()
  let sentCounts = new Map<string, string>()
  let sentFailures = new Map<string, string>()
  const timers = new Map<string, NodeJS.Timeout>()

  const source: LiveSource = {
    lastSeq: () => recent.lastSeq,
    recentFrame: (subscription, after) => frames.get(subscription, after),
    stored: (query, after, limit) => ctx.store.events.listAfter(atTime(query, ctx.now()), after, limit),
  }

  /** Runs `task` once, `delayMs` from the first call on. */
  const soon = (name: string, delayMs: number, task: () => void) => {
    if (timers.has(name)) return
    const run = () => {
      timers.delete(name)
      task()
    }
    timers.set(name, setTimeout(run, delayMs))
  }

  const pump = (client: LiveClient) => {
    client.pump().catch((err) => {
      ctx.log.error({ err }, 'a live client could not be served')
      // It comes again, later and later, and resumes.
      client.end()
    })
  }
  const tick = () => {
    frames.clear()
    for (const client of clients) pump(client)
    // What was made for this tick is of no use to the next.
    frames.clear()
    const cursors = [...clients].flatMap(({ sentUpTo }) => sentUpTo ?? [])
    recent.dropUpTo(Math.min(recent.lastSeq, ...cursors))
    if ([...clients].some((client) => client.isBehind)) soon('tick', BATCH_MS, tick)
  }
  const broadcast = (message: ServerMessage) => {
    for (const client of clients) client.send(message)
  }
  const sendCounts = async () => {
    const counts = await ctx.store.endpoints.counts()
    const { news, texts } = newsOf(counts, sentCounts)
    sentCounts = texts
    if (news.length > 0) {
      broadcast({ kind: 'counts', endpoints: news.map(([id, counts]) => ({ id, counts })) })
    }
  }
  const countsSoon = () => {
    if (clients.size === 0) return
    soon('counts', COUNTS_MS, () => {
      sendCounts().catch((err) => ctx.log.error({ err }, 'counts could not be read'))
    })
  }

  const sendFailures = async () => {
    const failures = await ctx.store.events.failures()
    const all = new Map(ctx.registry.list().map(({ id }) => [id, failures.get(id) ?? null]))
    const { news, texts } = newsOf(all, sentFailures)
    sentFailures = texts
    if (news.length > 0) {
      broadcast({ kind: 'failures', endpoints: news.map(([id, failures]) => ({ id, failures })) })
    }
  }
  const failuresSoon = () => {
    if (clients.size === 0) return
    soon('failures', FAILURES_MS, () => {
      sendFailures().catch((err) => ctx.log.error({ err }, 'failures could not be read'))
    })
  }
  const sendChanged = () => {
    if (changed.size === 0) return
    const events = [...changed.values()]
    changed = new Map()
    for (const client of clients) client.sendChanged(events)
  }
  const changedSoon = (events: EventSummary[]) => {
    recent.replace(events)
    frames.clear()
    if (clients.size === 0) return
    for (const event of events) changed.set(event.id, event)
    soon('changed', CHANGED_MS, sendChanged)
  }
  const reverifySoon = (message: ReverifyMessage) => {
    const name = `reverify ${message.endpointId}`
    const send = () => {
      // Before it, since it may be older than the verdicts that are fetched now.
      sendChanged()
      recent.forget()
      frames.clear()
      for (const client of clients) client.sendReverify(latest.get(name) ?? message)
      latest.delete(name)
      countsSoon()
      failuresSoon()
    }
    latest.set(name, message)
    if (message.done) {
      clearTimeout(timers.get(name))
      timers.delete(name)
      send()
    } else {
      soon(name, REVERIFY_MS, send)
    }
  }

  /** What is held of events is not true any more. */
  const forgetRows = () => {
    recent.forget()
    frames.clear()
  }
  const sendDeliveries = async () => {
    const { message, changedIds } = deliveries.take()
    // Before the page fetches deliveries, so that a row is not behind them.
    if (changedIds === null) forgetRows()
    else if (changedIds.length > 0) changedSoon(await ctx.store.events.summaries(changedIds))
    broadcast(message)
  }
  const deliveriesSoon = () =>
    soon('deliveries', DELIVERIES_MS, () => {
      sendDeliveries().catch((err) => ctx.log.error({ err }, 'news of deliveries could not be read'))
    })
  const replaySoon = (replay: Replay) => {
    const name = `replay ${replay.id}`
    replays.set(name, replay)
    soon(name, REPLAY_MS, () => {
      broadcast({ kind: 'replay', replay: replays.get(name) ?? replay })
      replays.delete(name)
    })
  }

  const unsubscribe = ctx.bus.subscribe((notice) => {
    if (notice.kind === 'event') {
      if (clients.size > 0) {
        recent.push(notice.event, notice.content)
        soon('tick', BATCH_MS, tick)
      } else {
        recent.skip(notice.event.seq)
      }
      countsSoon()
      if (notice.event.verdict === 'failed') failuresSoon()
    } else if (notice.kind === 'imported') {
      recent.skip(notice.seq)
      if (clients.size > 0) soon('tick', BATCH_MS, tick)
      countsSoon()
      if (notice.verdict === 'failed') failuresSoon()
    } else if (notice.kind === 'changed') {
      changedSoon(notice.events)
      failuresSoon()
    } else if (notice.kind === 'reverify') {
      reverifySoon(notice)
    } else if (notice.kind === 'counts') {
      countsSoon()
    } else if (notice.kind === 'deliveries') {
      if (clients.size === 0) return
      deliveries.one(notice.eventId, notice.targetId)
      deliveriesSoon()
    } else if (notice.kind === 'cancelled') {
      if (clients.size === 0) return
      deliveries.many(notice.targetId)
      deliveriesSoon()
    } else if (notice.kind === 'replay') {
      replaySoon(notice.replay)
    } else {
      if (notice.kind === 'deleted') {
        forgetRows()
        failuresSoon()
      }
      broadcast(notice)
    }
  })
  const ping = setInterval(() => {
    for (const client of clients) client.endIfStuck()
    broadcast({ kind: 'ping', seq: recent.lastSeq })
  }, PING_MS)

  return {
    connect: (socket) => {
      const client = new LiveClient(socket, source)
      clients.add(client)
      return {
        client,
        pump: () => soon('tick', 0, tick),
        disconnect: () => {
          clients.delete(client)
          // Nobody is told of changes to what would be held for nobody.
          if (clients.size === 0) forgetRows()
        },
      }
    },
    close: () => {
      unsubscribe()
      clearInterval(ping)
      for (const timer of timers.values()) clearTimeout(timer)
      clients.clear()
    },
  }
}

/** The entries that are not those that were sent last. */
function newsOf<T>(current: Map<string, T>, sent: Map<string, string>) {
  const texts = new Map([...current].map(([id, value]) => [id, JSON.stringify(value)]))
  return { news: [...current].filter(([id]) => texts.get(id) !== sent.get(id)), texts }
}
