import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  deletedEventsSchema,
  deletedSchema,
  deletionPreviewSchema,
  eventPageSchema,
} from '../../shared/api.ts'
import { eventDetailSchema } from '../../shared/event.ts'
import { callApi } from './client.ts'
import { fetchAllStats } from './stats.ts'

/** Where a page begins; at the newest event, where nothing is given. */
export interface Place {
  /** The events that are next older than this cursor. */
  cursor?: number
  /** The events that are next newer than this cursor. */
  after?: number
  /** The event received last at or before this time in epoch milliseconds, and older ones. */
  at?: number
}

/** One page of events that match `q`, newest first. */
export function fetchEvents(
  q: string,
  { limit, signal, ...place }: Place & { limit: number; signal?: AbortSignal },
) {
  const search = new URLSearchParams({ q, limit: String(limit) })
  for (const [name, value] of Object.entries(place)) search.set(name, String(value))
  return callApi(`/api/events?${search}`, { schema: eventPageSchema, signal })
}

/** What came never changes; its explanation does with the secrets, of which the live stream tells. */
export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id],
    queryFn: ({ signal }) =>
      callApi(`/api/events/${encodeURIComponent(id)}`, { schema: eventDetailSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // Bodies can be large: keep only what was looked at lately.
    gcTime: 60_000,
  })

export const statsQuery = (q: string) =>
  queryOptions({
    queryKey: ['stats', q],
    queryFn: ({ signal }) => fetchAllStats({ q }, signal),
    staleTime: 5_000,
  })

export function deleteEvent(id: string) {
  return callApi(`/api/events/${id}`, { method: 'DELETE', schema: deletedSchema })
}

interface Parts<Sum> {
  /** Breaks it off; what was deleted by then stays deleted. */
  signal?: AbortSignal
  /** Hears of the sum so far, a few times a second. */
  onProgress?: (sum: Sum) => void
}
/** How long the server works before it tells how far it is. */
const PART_MS = 400
/** Ids that are sent together. */
const IDS = 1000

/** The moment at which a query was asked: later events are not meant. */
export interface AsOf {
  upTo: number
  /** What `after:2h` counts from; epoch milliseconds. */
  askedAt: number
}

/** What `deleteEvents` would take of a query, with what to give it so that it takes just that. */
export interface DeletionCount extends AsOf {
  matching: number
  /** Of their bodies. */
  bytes: number
  oldest: number | null
  newest: number | null
}

/** Counts what matches `query`, without deleting it. */
export async function countDeletion(
  query: string,
  { signal, onProgress }: Parts<DeletionCount> = {},
): Promise<DeletionCount> {
  let sum: DeletionCount | null = null
  let cursor: number | null = null
  do {
    const { upTo, askedAt } = sum ?? {}
    const part: z.infer<typeof deletionPreviewSchema> = await callApi('/api/events/delete', {
      method: 'POST',
      body: { query, dryRun: true, upTo, askedAt, cursor: cursor ?? undefined, partMs: PART_MS },
      schema: deletionPreviewSchema,
      signal,
    })
    sum = addCounts(sum, part)
    cursor = part.cursor
    onProgress?.(sum)
  } while (cursor !== null)
  return sum
}

function addCounts(sum: DeletionCount | null, part: DeletionCount): DeletionCount {
  const times = [sum?.oldest, sum?.newest, part.oldest, part.newest].filter((at) => at != null)
  return {
    matching: (sum?.matching ?? 0) + part.matching,
    bytes: (sum?.bytes ?? 0) + part.bytes,
    oldest: times.length > 0 ? Math.min(...times) : null,
    newest: times.length > 0 ? Math.max(...times) : null,
    upTo: part.upTo,
    askedAt: part.askedAt,
  }
}

/**
 * Deletes what matches a query, or these events; gives how many went. `asOf` is what `countDeletion` gave: events
 * that came after it stay. Without it, those that come from now on.
 */
export async function deleteEvents(
  chosen: { query: string; asOf?: AsOf } | { ids: string[] },
  { signal, onProgress }: Parts<number> = {},
): Promise<number> {
  let deleted = 0
  const ask = async (body: object) => {
    const path = '/api/events/delete'
    const part = await callApi(path, { method: 'POST', body, schema: deletedEventsSchema, signal })
    deleted += part.deleted
    onProgress?.(deleted)
    return part
  }
  if ('ids' in chosen) {
    for (let from = 0; from < chosen.ids.length; from += IDS) {
      await ask({ ids: chosen.ids.slice(from, from + IDS) })
    }
    return deleted
  }
  let asOf = { upTo: chosen.asOf?.upTo, askedAt: chosen.asOf?.askedAt }
  for (let cursor: number | null | undefined; cursor !== null; ) {
    const part = await ask({ query: chosen.query, ...asOf, cursor, partMs: PART_MS })
    asOf = { upTo: part.upTo, askedAt: part.askedAt }
    cursor = part.cursor
  }
  return deleted
}

/** Where the browser fetches the body's bytes as a file. */
export function bodyUrl(id: string): string {
  return `/api/events/${encodeURIComponent(id)}/body`
}
