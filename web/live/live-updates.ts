import type { QueryClient } from '@tanstack/react-query'
import { assertNever } from '../../shared/assert-never.ts'
import type { ReverifyProgress } from '../../shared/endpoint.ts'
import type { EventDetail, EventSummary } from '../../shared/event.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { applyToEndpoints, endpointsQuery } from '../api/endpoints.ts'
import type { LiveNews } from './connection.ts'
import { tellPages } from './fetch-page.ts'
import { Throttle } from './throttle.ts'
import { type EventWindow, foldChanged } from './window.ts'

const REFETCH_MS = 1000

type ReverifyNews = Extract<LiveNews, { kind: 'reverify' }>

/** Keeps what the page holds in step with what the server says. New events are the list's own matter. */
export class LiveUpdates {
  private readonly client: QueryClient
  private readonly stats: Throttle
  private readonly events: Throttle
  /** Of each endpoint whose events are being verified again: how many have another verdict, as last heard. */
  private readonly reverified = new Map<string, number>()

  private readonly onReverified: (done: ReverifyProgress) => void

  constructor(client: QueryClient, onReverified: (done: ReverifyProgress) => void) {
    this.client = client
    this.onReverified = onReverified
    this.stats = new Throttle(() => this.refetch('stats'), REFETCH_MS)
    this.events = new Throttle(() => this.refetch('events', 'stats', 'event'), REFETCH_MS)
  }

  apply(message: LiveNews): void {
    switch (message.kind) {
      case 'counts':
      case 'failures':
        applyToEndpoints(this.client, message.endpoints)
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
      case 'deleted':
        void this.refetch('events', 'stats', 'endpoints')
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
    // A list that was asked for before may be on its way, as it was then.
    const lists = this.client.getQueryCache().findAll({ queryKey: ['events'] })
    await Promise.allSettled(lists.map((list) => list.promise))
    await this.refetch('events', 'stats', 'event')
  }

  stop(): void {
    this.stats.stop()
    this.events.stop()
  }

  private applyChanged(changed: EventSummary[]): void {
    tellPages(changed)
    for (const [key, held] of this.client.getQueriesData<EventWindow>({ queryKey: ['events'] })) {
      if (held) this.client.setQueryData(key, foldChanged(held, parseQuery(String(key[1])), changed))
    }
    const byId = new Map(changed.map((event) => [event.id, event]))
    void this.client.invalidateQueries({
      queryKey: ['event'],
      predicate: ({ state }) => differs(state.data as EventDetail | undefined, byId),
    })
    this.stats.ask()
  }

  private applyReverify({ endpointId, done, kind: _, ...progress }: ReverifyNews): void {
    // Of the last one too: the list of endpoints, fetched below, says at once that it has ended and what is still offered.
    applyToEndpoints(this.client, [{ id: endpointId, reverify: progress }])
    const grew = progress.changed > (this.reverified.get(endpointId) ?? 0)
    if (grew || done) this.events.ask()
    if (!done) {
      this.reverified.set(endpointId, progress.changed)
      return
    }
    this.reverified.delete(endpointId)
    // A run that broke off says so to whoever asked for it.
    if (progress.changed > 0 || progress.checked >= progress.total) this.onReverified(progress)
    void this.refetch('endpoints')
  }

  private refetch(...kinds: ('events' | 'stats' | 'event' | 'endpoints')[]): Promise<unknown> {
    return Promise.all(
      kinds.map((kind) =>
        this.client.invalidateQueries({ queryKey: kind === 'endpoints' ? endpointsQuery.queryKey : [kind] }),
      ),
    )
  }
}

function differs(held: EventDetail | undefined, changed: Map<string, EventSummary>): boolean {
  if (held === undefined) return false
  const event = changed.get(held.id)
  return (
    event !== undefined &&
    (event.topCause !== held.topCause || event.verdictChangedAt !== held.verdictChangedAt)
  )
}
