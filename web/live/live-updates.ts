import type { QueryClient } from '@tanstack/react-query'
import { assertNever } from '../../shared/assert-never.ts'
import type { ReverifyProgress } from '../../shared/endpoint.ts'
import type { EventDetail, EventSummary } from '../../shared/event.ts'
import { needsContent, parseQuery, termsOf } from '../../shared/query/query.ts'
import type { Replay } from '../../shared/replay.ts'
import { applyToEndpoints, endpointsQuery } from '../api/endpoints.ts'
import { applyReplay, replayQuery, replaysQuery } from '../api/replays.ts'
import { hasFlagsQuery } from '../api/search.ts'
import type { LiveNews } from './connection.ts'
import { markCountsStale } from './count-query.ts'
import { DeliveryUpdates } from './delivery-updates.ts'
import { tellPages } from './fetch-page.ts'
import { applyNews, refetch } from './news.ts'
import { Throttle } from './throttle.ts'
import { type EventWindow, foldChanged } from './window.ts'

const REFETCH_MS = 1000

/** The first word of queries' keys. */
type Kind = 'events' | 'stats' | 'event' | 'message' | 'endpoints' | 'views' | 'replays' | 'replay'

type ReverifyNews = Extract<LiveNews, { kind: 'reverify' }>

/** Keeps what the page holds in step with what the server says. New events are the list's own matter. */
export class LiveUpdates {
  private readonly client: QueryClient
  private readonly stats: Throttle
  private readonly events: Throttle
  private readonly messages: Throttle
  private readonly deliveries: DeliveryUpdates
  /** Of each endpoint whose events are being verified again: how many have another verdict, as last heard. */
  private readonly reverified = new Map<string, number>()

  private wasConnected = false

  private readonly onReverified: (done: ReverifyProgress) => void

  constructor(client: QueryClient, onReverified: (done: ReverifyProgress) => void) {
    this.client = client
    this.onReverified = onReverified
    this.deliveries = new DeliveryUpdates(client)
    this.stats = new Throttle(() => this.refetch('stats'), REFETCH_MS)
    this.messages = new Throttle(() => this.refetch('message'), REFETCH_MS)
    this.events = new Throttle(() => this.refetch('events', 'stats', 'event'), REFETCH_MS)
  }

  apply(message: LiveNews): void {
    switch (message.kind) {
      case 'counts':
        // Some event came or went, of whatever query: it may be of a message that is shown.
        this.messages.ask()
        this.applyToEndpoints(message.endpoints)
        break
      case 'failures':
        this.applyToEndpoints(message.endpoints)
        break
      case 'changed':
        this.applyChanged(message.events)
        break
      case 'reverify':
        this.applyReverify(message)
        break
      case 'endpoints':
        // An event is explained by the secrets that are known.
        void this.refetch('endpoints', 'event')
        break
      case 'views':
        void this.refetch('views')
        break
      case 'deleted':
        void this.refetch('events', 'stats', 'endpoints')
        markCountsStale(this.client)
        break
      case 'targets':
        this.deliveries.targetsChanged()
        break
      case 'deliveries':
        this.deliveries.deliveriesChanged(message)
        // The rows of those that are named come by themselves.
        if (message.eventIds === null) this.events.ask()
        break
      case 'replay':
        this.applyReplay(message.replay)
        break
      case 'ping':
        break
      default:
        assertNever(message)
    }
  }

  /** The line stands again, or at last: what nobody told meanwhile is fetched. */
  async catchUp(): Promise<void> {
    void this.refetch('endpoints')
    void this.refetch('views')
    this.deliveries.allChanged()
    this.messages.ask()
    void this.refetch('replays', 'replay')
    await this.refetch('events', 'stats', 'event')
    // Nothing was missed before the line stood for the first time: counts say themselves from where they go on.
    if (this.wasConnected) markCountsStale(this.client)
    this.wasConnected = true
    const failed = { queryKey: ['count'], type: 'active', predicate: isFailed } as const
    await this.client.refetchQueries(failed)
  }

  stop(): void {
    this.stats.stop()
    this.events.stop()
    this.messages.stop()
    this.deliveries.stop()
  }

  private applyChanged(changed: EventSummary[]): void {
    tellPages(changed)
    for (const [key, held] of this.client.getQueriesData<EventWindow>({ queryKey: ['events'] })) {
      if (!held) continue
      const query = parseQuery(String(key[1]))
      this.client.setQueryData(key, foldChanged(held, query, changed))
      if (needsContent(query)) this.events.ask()
    }
    const byId = new Map(changed.map((event) => [event.id, event]))
    void refetch(this.client, {
      queryKey: ['event'],
      predicate: ({ state }) => differs(state.data as EventDetail | undefined, byId),
    })
    if (changed.some(({ flags }) => flags.length > 0)) {
      const { queryKey } = hasFlagsQuery
      void applyNews(this.client, [queryKey], () => this.client.setQueryData(queryKey, true))
    }
    this.stats.ask()
    markCountsStale(this.client, asksForWhatIsFound)
  }

  private applyToEndpoints(changes: Parameters<typeof applyToEndpoints>[1]): void {
    void applyNews(this.client, [endpointsQuery.queryKey], () => applyToEndpoints(this.client, changes))
  }

  private applyReplay(replay: Replay): void {
    const keys = [replaysQuery.queryKey, replayQuery(replay.id).queryKey]
    void applyNews(this.client, keys, () => applyReplay(this.client, replay))
  }

  private applyReverify({ endpointId, done, kind: _, ...progress }: ReverifyNews): void {
    // Of the last one too: the list of endpoints, fetched below, says at once that it has ended and what is still offered.
    this.applyToEndpoints([{ id: endpointId, reverify: progress }])
    const grew = progress.changed > (this.reverified.get(endpointId) ?? 0)
    if (grew || done) {
      this.events.ask()
      markCountsStale(this.client)
    }
    if (!done) {
      this.reverified.set(endpointId, progress.changed)
      return
    }
    this.reverified.delete(endpointId)
    // A run that broke off says so to whoever asked for it.
    if (progress.changed > 0 || progress.checked >= progress.total) this.onReverified(progress)
    void this.refetch('endpoints')
  }

  private refetch(...kinds: Kind[]): Promise<unknown> {
    return Promise.all(kinds.map((kind) => refetch(this.client, { queryKey: [kind] })))
  }
}

function isFailed({ state }: { state: { status: string } }): boolean {
  return state.status === 'error'
}

/** Causes and flags are found after an event came. */
function asksForWhatIsFound(q: string): boolean {
  return termsOf(parseQuery(q)).some(({ field }) => field === 'cause' || field === 'flag')
}

function differs(held: EventDetail | undefined, changed: Map<string, EventSummary>): boolean {
  if (held === undefined) return false
  const event = changed.get(held.id)
  return (
    event !== undefined &&
    (event.topCause !== held.topCause ||
      event.verdictChangedAt !== held.verdictChangedAt ||
      event.flags.join() !== held.flags.join())
  )
}
