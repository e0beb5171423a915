import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  type Delivery,
  type DeliveryPage,
  type DeliveryStatus,
  deliveryDetailSchema,
  deliveryPageSchema,
  deliverySchema,
  type ReplayEventInput,
} from '../../shared/delivery.ts'
import { callApi } from './client.ts'

/** What one part of the page lists: the deliveries of an event, to a target or of a replay; in one state, or all. */
type Listed =
  | { eventId: string }
  | (({ targetId: string } | { replayId: string }) & { status?: DeliveryStatus })

/** Deliveries newest first, page by page; the live stream says when they changed. */
export const deliveriesQuery = (listed: Listed, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', listed],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ ...listed, limit: String(limit) })
      if (pageParam !== null) search.set('cursor', String(pageParam))
      return callApi(`/api/deliveries?${search}`, { schema: deliveryPageSchema, signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: 60_000,
  })

/** The deliveries of one event. */
export const eventDeliveriesQuery = (eventId: string) => ({
  ...deliveriesQuery({ eventId }, 100),
  // The stream tells of it within a second; who has just pressed Send looks sooner.
  refetchInterval: ({ state }: { state: { data?: InfiniteData<DeliveryPage> | undefined } }) =>
    state.data?.pages[0]?.deliveries.some(wasJustAsked) ? 250 : (false as const),
})

function wasJustAsked({ status, attempts, createdAt }: Delivery): boolean {
  const isUnderWay = status === 'sending' || (status === 'due' && attempts === 0)
  return isUnderWay && Math.abs(Date.now() - createdAt) < 3000
}

/** One delivery with its attempts. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['delivery', id],
    queryFn: ({ signal }) => callApi(path(id), { schema: deliveryDetailSchema, signal }),
    // Answers can be large: keep only what was looked at lately.
    gcTime: 60_000,
  })

/** Sends an event on. Answers before the first attempt is over. */
export function replayEvent(eventId: string, how: ReplayEventInput) {
  return callApi(`/api/events/${encodeURIComponent(eventId)}/replay`, {
    method: 'POST',
    body: how,
    schema: deliverySchema,
  })
}

/** Tries once more, now. */
export function retryDelivery(id: string) {
  return callApi(`${path(id)}/retry`, { method: 'POST', schema: deliverySchema })
}

/** Makes no further attempt. */
export function cancelDelivery(id: string) {
  return callApi(`${path(id)}/cancel`, { method: 'POST', schema: deliverySchema })
}

function path(id: string): string {
  return `/api/deliveries/${encodeURIComponent(id)}`
}
