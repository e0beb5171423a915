import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { EventPage } from '../../shared/api.ts'
import type { Entity, EventSummary } from '../../shared/event.ts'
import { entityStateSchema, type HistoryEntry, historyPageSchema } from '../../shared/history.ts'
import { isBare, quote } from '../../shared/query/query.ts'
import { teamOf, userOf } from '../../shared/stack/parties.ts'
import { callApi } from './client.ts'
import { fetchEvents } from './events.ts'

/** So many events on either side. */
const AROUND = 5

export interface AroundEvent {
  /** The event itself and those around it, in the order of arrival. */
  entries: HistoryEntry[]
  /** Whether there are others before the first and after the last. */
  moreBefore: boolean
  moreAfter: boolean
}

/** The events of an event's entity around it, at its endpoint, each with what changed; fetched again as events arrive. */
export const aroundEventQuery = ({ id, seq, entity, endpointId }: EventSummary) =>
  queryOptions({
    // Below the key of messages: both are fetched again when any event arrives.
    queryKey: ['message', 'around', id],
    queryFn: async ({ signal }): Promise<AroundEvent> => {
      if (entity === null) return { entries: [], moreBefore: false, moreAfter: false }
      const ask = (side: Side) => fetchSide(entityPath(entity), endpointId, side, signal)
      const [upTo, after] = await Promise.all([
        ask({ order: 'newest', cursor: seq + 1, limit: AROUND + 1 }),
        ask({ order: 'oldest', cursor: seq, limit: AROUND }),
      ])
      return {
        entries: [...upTo.entries.toReversed(), ...after.entries],
        moreBefore: upTo.more,
        moreAfter: after.more,
      }
    },
    staleTime: 5_000,
    gcTime: 60_000,
  })

interface Side {
  order: 'newest' | 'oldest'
  cursor: number
  limit: number
}

/** Long searches are answered in parts. */
async function fetchSide(
  path: string,
  endpoint: string | null,
  { order, cursor, limit }: Side,
  signal: AbortSignal,
) {
  const entries: HistoryEntry[] = []
  let next: number | null = cursor
  while (next !== null && entries.length < limit) {
    const search = new URLSearchParams({
      order,
      cursor: String(next),
      limit: String(limit - entries.length),
    })
    if (endpoint !== null) search.set('endpoint', endpoint)
    const page = await callApi(`${path}?${search}`, { schema: historyPageSchema, signal })
    entries.push(...page.entries)
    next = page.nextCursor
  }
  return { entries, more: next !== null }
}

/** What of an entity's history a page shows. */
export interface HistoryAsked {
  entity: Entity
  order: 'oldest' | 'newest'
  /** Slug; null: of all endpoints. */
  endpoint: string | null
  /** A path in `data`; null: all. */
  field: string | null
}

/** The history page by page. What came later is not among it: see `lastOfEntityQuery`. */
export const historyQuery = ({ entity, order, endpoint, field }: HistoryAsked) =>
  infiniteQueryOptions({
    queryKey: ['history', entity.kind, entity.id, order, endpoint, field],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ order, limit: '50' })
      if (endpoint !== null) search.set('endpoint', endpoint)
      if (field !== null) search.set('field', field)
      if (pageParam !== null) search.set('cursor', String(pageParam))
      return callApi(`${entityPath(entity)}?${search}`, { schema: historyPageSchema, signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: 60_000,
  })

/** The seq of the newest event of an entity; fetched again as events arrive. */
export const lastOfEntityQuery = (entity: Entity, endpoint: string | null) =>
  queryOptions({
    queryKey: ['message', 'last-of', entity.kind, entity.id, endpoint],
    queryFn: async ({ signal }) => {
      const newest = { order: 'newest', cursor: Number.MAX_SAFE_INTEGER, limit: 1 } as const
      const { entries } = await fetchSide(entityPath(entity), endpoint, newest, signal)
      return entries[0]?.event.seq ?? 0
    },
    gcTime: 60_000,
  })

/** What was last said of an entity, up to an event. */
export const entityStateQuery = (entity: Entity, at: number, endpoint: string | null) =>
  queryOptions({
    queryKey: ['entity-state', entity.kind, entity.id, at, endpoint],
    queryFn: ({ signal }) => {
      const search = new URLSearchParams({ at: String(at) })
      if (endpoint !== null) search.set('endpoint', endpoint)
      return callApi(`${entityPath(entity)}/state?${search}`, { schema: entityStateSchema, signal })
    },
    gcTime: 60_000,
  })

/** Ids of users are part of the ids of memberships: so many events are looked at for one that is about the id itself. */
const MOST_OF_ID = 20

/** The entity that an id is of, by the newest events that have it; null: none of them is about it. */
export const entityOfIdQuery = (id: string) =>
  queryOptions({
    queryKey: ['entity-of-id', id],
    queryFn: async ({ signal }): Promise<Entity | null> => {
      const { events } = await fetchNewest(termFor('entity', id), MOST_OF_ID, signal)
      return events.find(({ entity }) => entity?.id === id)?.entity ?? null
    },
    staleTime: 60_000,
  })

/** Events of a story at most: a page of lanes is for reading. */
export const MOST_IN_STORY = 500

/** The events of an entity and of what belongs to it, newest first; `more`: there are older ones. */
export const storyQuery = (entity: Entity, endpoint: string | null) =>
  queryOptions({
    queryKey: ['message', 'story', entity.kind, entity.id, endpoint],
    queryFn: async ({ signal }) => {
      const at = endpoint === null ? '' : ` endpoint:${endpoint}`
      const field = entity.kind === 'user' || entity.kind === 'team' ? entity.kind : 'entity'
      const own = await fetchNewest(`${termFor(field, entity.id)}${at}`, MOST_IN_STORY, signal)
      // Of a user also what happened to the teams, of a team what happened to its members.
      const others = othersOf(entity, own.events).map((id) => termFor('entity', id))
      if (others.length === 0) return own
      const of = entity.kind === 'user' ? 'type:team.*' : 'type:user.*'
      const theirs = await fetchNewest(`${of} (${others.join(' or ')})${at}`, MOST_IN_STORY, signal)
      const all = new Map([...own.events, ...theirs.events].map((event) => [event.seq, event]))
      const newest = [...all.values()].toSorted((a, b) => b.seq - a.seq)
      return {
        events: newest.slice(0, MOST_IN_STORY),
        more: own.more || theirs.more || newest.length > MOST_IN_STORY,
      }
    },
    staleTime: 5_000,
    gcTime: 60_000,
  })

/** Others whose events are looked for at most: a query has an end. */
const MOST_OTHERS = 20

function othersOf({ kind }: Entity, events: EventSummary[]): string[] {
  if (kind !== 'user' && kind !== 'team') return []
  const ids = events.map((event) => (kind === 'user' ? teamOf(event) : userOf(event)))
  return [...new Set(ids.filter((id) => id !== null))].slice(0, MOST_OTHERS)
}

function termFor(field: 'user' | 'team' | 'entity', id: string): string {
  return `${field}:${isBare(id) ? id : quote(id)}`
}

async function fetchNewest(q: string, most: number, signal: AbortSignal) {
  const events: EventSummary[] = []
  let cursor: number | null | undefined
  while (cursor !== null && events.length < most) {
    const from = cursor === undefined ? {} : { cursor }
    const page: EventPage = await fetchEvents(q, { ...from, limit: most - events.length, signal })
    events.push(...page.events)
    cursor = page.nextCursor
  }
  return { events, more: cursor !== null }
}

function entityPath({ kind, id }: Entity): string {
  return `/api/entities/${kind}/${encodeURIComponent(id)}`
}
