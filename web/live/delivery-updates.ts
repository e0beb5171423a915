import type { QueryClient } from '@tanstack/react-query'
import type { Delivery } from '../../shared/delivery.ts'
import { refetch } from './news.ts'
import { Throttle } from './throttle.ts'

const REFETCH_MS = 1000

/** Deliveries of these events and targets changed; null: of too many events to name. */
export interface DeliveryNews {
  eventIds: string[] | null
  targetIds: string[]
}

/**
 * Keeps what the page holds of targets and deliveries in step with the stream: `['targets']`,
 * `['deliveries', {eventId?, targetId?, …}]` and `['delivery', id]`. Only what is shown is fetched again, at most
 * once a second; the rest when it is next shown.
 */
export class DeliveryUpdates {
  private readonly client: QueryClient
  private readonly targets: Throttle
  private readonly deliveries: Throttle
  private pending = nothing()

  constructor(client: QueryClient) {
    this.client = client
    this.targets = new Throttle(() => refetch(client, { queryKey: ['targets'] }), REFETCH_MS)
    this.deliveries = new Throttle(() => this.refetchDeliveries(), REFETCH_MS)
  }

  targetsChanged(): void {
    this.targets.ask()
  }

  deliveriesChanged({ eventIds, targetIds }: DeliveryNews): void {
    // Where a target's deliveries were changed together, no event is named.
    this.pending.all ||= eventIds === null || eventIds.length === 0
    for (const id of eventIds ?? []) this.pending.eventIds.add(id)
    for (const id of targetIds) this.pending.targetIds.add(id)
    this.deliveries.ask()
    // Their counts, and whether they are down.
    if (targetIds.length > 0) this.targets.ask()
  }

  /** Nobody said what changed: everything may have. */
  allChanged(): void {
    this.targets.ask()
    this.deliveriesChanged({ eventIds: null, targetIds: [] })
  }

  stop(): void {
    this.targets.stop()
    this.deliveries.stop()
  }

  private async refetchDeliveries(): Promise<void> {
    const news = this.pending
    this.pending = nothing()
    await Promise.all([
      refetch(this.client, {
        queryKey: ['deliveries'],
        predicate: ({ queryKey }) => isOfList(news, (queryKey[1] ?? {}) as Partial<Delivery>),
      }),
      refetch(this.client, {
        queryKey: ['delivery'],
        predicate: ({ state }) => state.data !== undefined && isOf(news, state.data as Delivery),
      }),
    ])
  }
}

interface Pending {
  all: boolean
  eventIds: Set<string>
  targetIds: Set<string>
}

function nothing(): Pending {
  return { all: false, eventIds: new Set(), targetIds: new Set() }
}

/** A list that asks for no event and no target may hold any delivery. */
function isOfList(news: Pending, asked: Partial<Delivery>): boolean {
  return (asked.eventId == null && asked.targetId == null) || isOf(news, asked)
}

function isOf(news: Pending, { eventId, targetId }: Partial<Delivery>): boolean {
  return (
    news.all ||
    (eventId != null && news.eventIds.has(eventId)) ||
    (targetId != null && news.targetIds.has(targetId))
  )
}
