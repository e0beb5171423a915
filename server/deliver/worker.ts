import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Circuit, MAX_TARGETS } from '../../shared/target.ts'
import type { AppContext } from '../context.ts'
import type { AttemptRecord, DeliveryRecord, Outcome } from '../store/delivery-store.ts'
import { afterAttempt, allowance, closedCircuit, notTried, trying } from './circuit.ts'
import { nextAttemptAt } from './schedule.ts'
import { Waiters } from './waiters.ts'

/** Requests in flight at once to a URL that is no target. */
const URL_IN_FLIGHT = 4
/** Claimed ahead at most: what is claimed when a server ends is sent twice, or may be. */
const MAX_AHEAD = 128
/** Looks again by itself: for what others made due, and what was left behind. */
const LOOK_AGAIN_MS = 30_000
/** How long requests in flight may take to end when the server stops. */
const STOPPING_MS = 5_000
/** While the store cannot write. */
const STORE_AWAY_MS = 1_000
/** Circuits of URLs that are no targets are forgotten beyond this number. */
const MAX_ROUTES = MAX_TARGETS * 10

export interface DeliveryWorker {
  /** Takes up what was left when a server ended, and everything that is due from then on. */
  start(): Promise<void>
  /** There are deliveries of this route that may be due. `urgent`: one of them is to go before all others. */
  wake(route: string, options?: { urgent: boolean }): void
  /**
   * Resolves with the next attempt of a delivery once it is stored; null: it was not made in time, the delivery was
   * cancelled, or the server stops.
   */
  nextAttempt(deliveryId: string, timeoutMs: number): Promise<AttemptRecord | null>
  /** Those who wait for an attempt are told that there is none. */
  stopWaiting(): void
  /** Whether an attempt of this delivery is being made, about to be, or not stored yet. */
  hasInHand(deliveryId: string): boolean
  /** Gives what was claimed and not begun back to the store, of those for which `isMeant` holds. */
  takeBack(isMeant: (delivery: DeliveryRecord) => boolean): Promise<void>
  /** Deliveries were cancelled, one or many: nobody waits for them any more, and others may go. */
  noteCancelled(): Promise<void>
  circuit(route: string): Circuit
  /** Closes the circuit of a route and tries at once. */
  resume(route: string): void
  close(): Promise<void>
}

/** Makes one attempt. Never rejects but for a bug, or where the store cannot be read. */
export type MakeAttempt = (delivery: DeliveryRecord, signal: AbortSignal) => Promise<AttemptRecord | 'gone'>

type WorkerContext = Pick<AppContext, 'store' | 'targets' | 'bus' | 'log' | 'now'>

interface Route {
  name: string
  inFlight: number
  /** Claimed, not begun. */
  queue: DeliveryRecord[]
  claiming: boolean
  /** The store may have more that is due. */
  more: boolean
  /** Deliveries that are to be claimed whatever is in the queue: they go first. */
  urgent: number
  /** How many are claimed ahead: more, the faster they go. */
  ahead: number
  circuit: Circuit
}

/** Claims deliveries whose time has come and sends them: at once, as many as their target takes, and each by one worker. */
export function createWorker(ctx: WorkerContext, attempt: MakeAttempt): DeliveryWorker {
  const routes = new Map<string, Route>()
  const waiters = new Waiters()
  /** Work under way, and the ids of the deliveries whose attempts are. */
  const working = new Set<Promise<void>>()
  const attempting = new Set<string>()
  const cutting = new AbortController()
  // Each attempt in flight listens.
  setMaxListeners(0, cutting.signal)
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let planning: Promise<void> | null = null

  function routeOf(name: string): Route {
    const known = routes.get(name)
    if (known) return known
    if (routes.size > MAX_ROUTES) forgetIdle()
    const idle = { inFlight: 0, queue: [], claiming: false, more: false, urgent: 0, ahead: 0 }
    const route = { name, ...idle, circuit: closedCircuit }
    routes.set(name, route)
    return route
  }

  function forgetIdle(): void {
    for (const [name, { inFlight, queue, claiming, more }] of routes) {
      const isIdle = inFlight === 0 && queue.length === 0 && !claiming && !more
      if (isIdle && !ctx.targets.get(name)) routes.delete(name)
    }
  }

  const limitOf = (name: string) => ctx.targets.get(name)?.maxInFlight ?? URL_IN_FLIGHT

  /** Begins what may begin, and claims what it needs for that. */
  function pump(route: Route): void {
    if (stopping) return
    const limit = limitOf(route.name)
    const allowed = Math.min(limit, allowance(route.circuit, ctx.now()))
    while (route.inFlight < allowed && route.queue.length > 0) {
      begin(route, route.queue.shift() as DeliveryRecord)
    }
    if (route.claiming || allowed === 0) return
    if (route.urgent > 0) {
      claim(route, route.urgent)
      return
    }
    // A claim is a transaction: what is claimed ahead must last until the next one is through.
    const ahead = allowed < limit ? 0 : Math.max(route.ahead, limit)
    const wanted = allowed + ahead - route.inFlight - route.queue.length
    if (route.more && wanted > 0 && route.queue.length <= ahead / 2) claim(route, wanted)
  }

  function claim(route: Route, wanted: number): void {
    route.claiming = true
    route.more = false
    // Enough is claimed for a while: this may be stored with what ends meanwhile.
    const canWait = route.urgent === 0 && route.queue.length >= limitOf(route.name)
    route.urgent = 0
    track(
      ctx.store.deliveries.claim(route.name, wanted, ctx.now(), { canWait }).then(
        (claimed) => {
          route.claiming = false
          const ranDry = route.queue.length === 0 && route.inFlight < limitOf(route.name)
          route.queue.unshift(...claimed.filter(({ urgent }) => urgent))
          route.queue.push(...claimed.filter(({ urgent }) => !urgent))
          route.more ||= claimed.length === wanted
          if (!route.more) route.ahead = 0
          else if (ranDry) route.ahead = Math.min(2 * Math.max(route.ahead, wanted), MAX_AHEAD)
          if (!route.more) planSoon()
          // It may have opened meanwhile.
          if (allowance(route.circuit, ctx.now()) === 0) giveBackQueue(route)
          pump(route)
        },
        (err) => {
          route.claiming = false
          ctx.log.warn({ err }, 'due deliveries cannot be taken up; it is tried again')
          planAt(ctx.now() + STORE_AWAY_MS)
        },
      ),
    )
  }

  function begin(route: Route, delivery: DeliveryRecord): void {
    route.inFlight++
    attempting.add(delivery.id)
    setCircuit(route, trying(route.circuit))
    track(
      run(route, delivery)
        .catch((err) => giveUpFor(delivery, err))
        .finally(() => {
          attempting.delete(delivery.id)
          pump(route)
        }),
    )
  }

  async function run(route: Route, delivery: DeliveryRecord): Promise<void> {
    let made: AttemptRecord | 'gone'
    try {
      made = await attempt(delivery, cutting.signal)
    } catch (error) {
      setCircuit(route, notTried(route.circuit))
      throw error
    } finally {
      route.inFlight--
    }
    if (made === 'gone') {
      setCircuit(route, notTried(route.circuit))
      waiters.tell(delivery.id, null)
      return
    }
    setCircuit(
      route,
      afterAttempt(route.circuit, { status: made.answer?.status ?? null, error: made.error }, ctx.now()),
    )
    const outcome = outcomeOf(delivery, made)
    // The next one may begin while this is stored.
    pump(route)
    await finish(outcome)
    if (outcome.status === 'due' || delivery.lane !== null) planSoon()
    const { eventId, targetId, replayId } = delivery
    ctx.bus.publish({ kind: 'deliveries', eventId, targetId, replayId })
    waiters.tell(delivery.id, made)
  }

  /** Goes on trying: what an answer said is in memory alone until it is stored. */
  async function finish(outcome: Outcome): Promise<void> {
    for (;;) {
      try {
        return await ctx.store.deliveries.finish(outcome)
      } catch (err) {
        if (stopping) throw err
        ctx.log.warn({ err }, 'an attempt cannot be stored; it is tried again')
        await sleep(STORE_AWAY_MS)
      }
    }
  }

  /** What could not be carried out is due again after a while; of a server that stops, at its next start. */
  async function giveUpFor({ id, seq }: DeliveryRecord, err: unknown): Promise<void> {
    ctx.log.error({ err, delivery: id }, 'a delivery could not be carried out; it is tried again')
    waiters.tell(id, null)
    await release([seq], ctx.now() + (stopping ? 0 : LOOK_AGAIN_MS))
    planSoon()
  }

  async function release(seqs: number[], dueAt: number): Promise<void> {
    if (seqs.length === 0) return
    try {
      await ctx.store.deliveries.release(seqs, dueAt)
    } catch (err) {
      ctx.log.error({ err }, 'deliveries could not be given back; they are taken up at the next start')
    }
  }

  /** Whoever opens a circuit gives back what waits behind it. */
  function setCircuit(route: Route, circuit: Circuit): void {
    const before = route.circuit
    route.circuit = circuit
    if (before.state === circuit.state) return
    if (circuit.state === 'open') {
      giveBackQueue(route)
      planSoon()
    }
    ctx.bus.publish({ kind: 'targets' })
  }

  function giveBackQueue(route: Route): void {
    const seqs = takeOut(route, () => true)
    track(release(seqs, ctx.now()))
  }

  function takeOut(route: Route, isMeant: (delivery: DeliveryRecord) => boolean): number[] {
    const out = route.queue.filter(isMeant)
    route.queue = route.queue.filter((delivery) => !isMeant(delivery))
    return out.map(({ seq }) => seq)
  }

  function track(work: Promise<void>): void {
    working.add(work)
    work.finally(() => working.delete(work))
  }

  /** Looks which routes have something due, and when the next one will. */
  function planSoon(): void {
    if (stopping) return
    planning ??= plan().finally(() => {
      planning = null
    })
  }

  async function plan(): Promise<void> {
    // Many may end in the same turn; one look does for all.
    await new Promise(setImmediate)
    const now = ctx.now()
    let next = now + LOOK_AGAIN_MS
    try {
      for (const { route: name, dueAt } of await ctx.store.deliveries.routes()) {
        const route = routeOf(name)
        const at = Math.max(dueAt, route.circuit.state === 'open' ? (route.circuit.tryAt ?? 0) : 0)
        if (at > now) {
          next = Math.min(next, at)
        } else {
          route.more = true
          pump(route)
        }
      }
    } catch (err) {
      ctx.log.warn({ err }, 'due deliveries cannot be looked for; it is tried again')
      next = now + STORE_AWAY_MS
    }
    planAt(next)
  }

  function planAt(at: number): void {
    clearTimeout(timer)
    if (!stopping) timer = setTimeout(planSoon, Math.max(at - ctx.now(), 1))
  }

  // One before them in their lane may be among the deleted: then they have a time now.
  const unsubscribe = ctx.bus.subscribe(({ kind }) => {
    if (kind === 'deleted') planSoon()
  })

  return {
    start: async () => {
      await ctx.store.deliveries.recover(ctx.now() + 1)
      planSoon()
    },
    wake: (name, { urgent } = { urgent: false }) => {
      const route = routeOf(name)
      route.more = true
      if (urgent) route.urgent++
      pump(route)
    },
    nextAttempt: (deliveryId, timeoutMs) =>
      stopping ? Promise.resolve(null) : waiters.next(deliveryId, timeoutMs),
    stopWaiting: () => waiters.tellAllNothing(),
    hasInHand: (deliveryId) =>
      attempting.has(deliveryId) ||
      [...routes.values()].some(({ queue }) => queue.some(({ id }) => id === deliveryId)),
    takeBack: async (isMeant) => {
      const seqs = [...routes.values()].flatMap((route) => takeOut(route, isMeant))
      await release(seqs, ctx.now())
    },
    noteCancelled: async () => {
      for (const id of waiters.ids) {
        const record = await ctx.store.deliveries.get(id)
        if (record === null || record.status === 'cancelled') waiters.tell(id, null)
      }
      planSoon()
    },
    circuit: (name) => routes.get(name)?.circuit ?? closedCircuit,
    resume: (name) => {
      const route = routeOf(name)
      setCircuit(route, closedCircuit)
      route.more = true
      pump(route)
    },
    close: async () => {
      stopping = true
      unsubscribe()
      clearTimeout(timer)
      const cut = setTimeout(() => cutting.abort(), STOPPING_MS)
      while (working.size > 0) await Promise.allSettled([...working])
      clearTimeout(cut)
      await planning
      const left = [...routes.values()].flatMap((route) => takeOut(route, () => true))
      await release(left, ctx.now())
      waiters.tellAllNothing()
    },
  }
}

/** What follows an attempt. */
function outcomeOf(delivery: DeliveryRecord, attempt: AttemptRecord): Outcome {
  const { error } = attempt
  if (error === null) return { delivery, attempt, status: 'delivered', dueAt: null, counts: true }
  const endedAt = attempt.startedAt + Math.round(attempt.timings.totalMs)
  if (error.code === 'interrupted') return { delivery, attempt, status: 'due', dueAt: endedAt, counts: false }
  // What cannot be sent now cannot be sent later: somebody must change something first.
  const final = error.code === 'unsendable' || error.code === 'not_allowed'
  const dueAt = final ? null : nextAttemptAt(delivery.retry, delivery.tries + 1, endedAt)
  return { delivery, attempt, status: dueAt === null ? 'failed' : 'due', dueAt, counts: true }
}
