import { type Kysely, sql } from 'kysely'
import type { Query } from '../../../../shared/query/ast.ts'
import { needsContent } from '../../../../shared/query/match.ts'
import { EVENTS_PER_BLOCK, type Schema } from '../../schema.ts'
import { type Condition, conditionOf, type KnownValues } from './condition.ts'
import { type Narrowing, narrowingOf, type TextIndex } from './narrowing.ts'
import { type TimeRange, timeRange } from './time-range.ts'

/** What searches read from. */
export interface Reading {
  db: Kysely<Schema>
  index: TextIndex
  /** Whether nobody waits for the answer any more. */
  isCancelled(): boolean
}

/** How a query is answered. */
export interface Plan {
  query: Query
  condition: Condition
  narrowing: Narrowing
  needsContent: boolean
  /** Slugs by endpoint id; events of other endpoints are about to be deleted. */
  slugs: Map<string, string>
  /** Whether there are no such endpoints. */
  isWhole: boolean
  /** Seqs of events that can match lie here, both inclusive. */
  seqs: { first: number; last: number }
}

/** More different types than these are not looked up one by one. */
const MAX_TYPES = 200

/** @param lastSeq read before: what is stored meanwhile may be of an endpoint that the plan does not know */
export async function planSearch(db: Kysely<Schema>, query: Query, lastSeq: number): Promise<Plan> {
  const known = await knownValues(db)
  const { first, last } = await seqsWithin(db, timeRange(query))
  return {
    query,
    condition: conditionOf(query, known),
    narrowing: narrowingOf(query),
    needsContent: needsContent(query),
    slugs: new Map(known.endpoints.map(({ id, slug }) => [id, slug])),
    isWhole: await nothingIsDeleted(db),
    seqs: { first, last: Math.min(last, lastSeq) },
  }
}

export async function knownValues(db: Kysely<Schema>): Promise<KnownValues> {
  const endpoints = await db
    .selectFrom('endpoints')
    .select(['id', 'slug'])
    .where('slug', 'is not', null)
    .$narrowType<{ slug: string }>()
    .execute()
  return { endpoints, types: await differentTypes(db) }
}

async function nothingIsDeleted(db: Kysely<Schema>): Promise<boolean> {
  const row = await db.selectFrom('endpoints').select('id').where('slug', 'is', null).executeTakeFirst()
  return row === undefined
}

/** Each by one step into the index, whatever the number of events. */
async function differentTypes(db: Kysely<Schema>): Promise<string[] | null> {
  const { rows } = await sql<{ type: string }>`
    with recursive different(type) as (
      select min(type) from events
      union all
      select (select min(type) from events where type > different.type) from different
      where different.type is not null
    )
    select type from different where type is not null limit ${MAX_TYPES + 1}`.execute(db)
  return rows.length > MAX_TYPES ? null : rows.map(({ type }) => type)
}

/** Seqs outside of which no event was received in a range of time. */
async function seqsWithin(db: Kysely<Schema>, { from, to }: TimeRange) {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) {
    return { first: 1, last: Number.POSITIVE_INFINITY }
  }
  const row = await db
    .selectFrom('event_blocks')
    .select(({ fn }) => [
      fn.min<number | null>('block').as('first'),
      fn.max<number | null>('block').as('last'),
    ])
    .where('newest', '>=', from)
    .where('oldest', '<', to)
    .executeTakeFirstOrThrow()
  if (row.first === null || row.last === null) return { first: 1, last: 0 }
  return { first: row.first * EVENTS_PER_BLOCK, last: (row.last + 1) * EVENTS_PER_BLOCK - 1 }
}
