import type { Kysely } from 'kysely'
import type { Suggestion } from '../../../shared/api.ts'
import { causeCodes } from '../../../shared/diagnosis.ts'
import { fold } from '../../../shared/query/fold.ts'
import { printData, printKey } from '../../../shared/query/query.ts'
import { verdicts } from '../../../shared/verdict.ts'
import type { Schema } from '../schema.ts'
import { headersFromText } from './events.ts'

/** Where the index tells which paths payloads have; see `SeenPaths`. */
export type ReadSeenPaths = (limit: number) => { path: string[]; count: number; samples: string[] }[]

/** How many of the newest events are looked at for what has no index. */
const RECENT = 300
/** How many of the newest tallies are summed up. */
const TALLIES = 50_000
/** How far the failures of one cause are counted. */
const FAILURES = 10_000

/** Headers that a reader may ask for before one has come. */
const wellKnownHeaders = [
  'svix-id',
  'svix-timestamp',
  'svix-signature',
  'webhook-id',
  'user-agent',
  'content-type',
  'host',
  'x-forwarded-for',
]

/** A value; `text` where it is not written as any value of its field is. */
export type Found = Omit<Suggestion, 'text'> & { text?: string }

export async function types(db: Kysely<Schema>): Promise<Found[]> {
  const newest = db
    .selectFrom('event_counts')
    .select(['endpoint_id', 'type', 'count'])
    .orderBy('minute', 'desc')
    .limit(TALLIES)
  const rows = await db
    .selectFrom(newest.as('newest'))
    .innerJoin('endpoints', 'endpoints.id', 'newest.endpoint_id')
    .where('endpoints.deleted_at', 'is', null)
    .where('newest.type', '!=', '')
    .select(({ fn }) => [
      'newest.type',
      fn.sum<number>('newest.count').as('count'),
      fn.countAll<number>().as('tallies'),
    ])
    .groupBy('newest.type')
    .execute()
  const atLeast = rows.reduce((sum, { tallies }) => sum + tallies, 0) >= TALLIES
  return rows.map(({ type, count }) => ({ label: type, detail: null, count, atLeast }))
}

/** With `user.*` where several types begin so. */
export function withFamilies(types: Found[]): Found[] {
  const familyOf = ({ label }: Found) => /^[\w-]+\./.exec(label)?.[0] ?? null
  const names = new Set(types.map(familyOf).filter((name) => name !== null))
  const families = [...names].flatMap((name) => {
    const members = types.filter((type) => familyOf(type) === name)
    if (members.length < 2) return []
    const count = members.reduce((sum, { count }) => sum + (count ?? 0), 0)
    const atLeast = members.some(({ atLeast }) => atLeast)
    return [{ text: `${name}*`, label: `${name}*`, detail: null, count, atLeast }]
  })
  return [...types, ...families]
}

export async function endpoints(db: Kysely<Schema>): Promise<{ slugs: Found[]; verdicts: Found[] }> {
  const rows = await db
    .selectFrom('endpoints')
    .select(['slug', 'name', ...verdicts])
    .where('deleted_at', 'is', null)
    .execute()
  return {
    slugs: rows.map((row) => ({
      label: row.slug ?? '',
      detail: row.name,
      count: verdicts.reduce((sum, verdict) => sum + row[verdict], 0),
      atLeast: false,
    })),
    verdicts: verdicts.map((verdict) => ({
      label: verdict,
      detail: null,
      count: rows.reduce((sum, row) => sum + row[verdict], 0),
      atLeast: false,
    })),
  }
}

/** One short look into the index of causes for each. */
export async function causes(db: Kysely<Schema>): Promise<Found[]> {
  const all: Found[] = []
  for (const cause of causeCodes) {
    const some = db.selectFrom('events').select('seq').where('top_cause', '=', cause).limit(FAILURES)
    const { count } = await db
      .selectFrom(some.as('some'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    all.push({ label: cause, detail: null, count, atLeast: count === FAILURES })
  }
  return all
}

export function paths(seen: ReturnType<ReadSeenPaths>): Found[] {
  return seen
    .filter(({ path }) => path.length > 1)
    .map(({ path, count }) => ({
      text: path.slice(1).map(printKey).join('.'),
      label: path.slice(1).join('.'),
      detail: null,
      count,
      // Large events are not looked at, and after deletions only the newest are.
      atLeast: true,
    }))
}

export function samplesOf(seen: ReturnType<ReadSeenPaths>, of: string[]): Found[] {
  const key = JSON.stringify(of)
  const { samples = [] } = seen.find(({ path }) => JSON.stringify(path) === key) ?? {}
  return samples.map((sample) => {
    const value: unknown = JSON.parse(sample)
    const text =
      typeof value === 'string'
        ? printData({ kind: 'text', pattern: { text: value, wildcard: false } })
        : sample
    return {
      text,
      label: typeof value === 'string' ? value : sample,
      detail: null,
      count: null,
      atLeast: false,
    }
  })
}

export function recent(db: Kysely<Schema>) {
  // Chosen before anything is joined: whatever the planner thinks of, no more than these are read.
  const newest = db
    .selectFrom('events')
    .select(['seq', 'endpoint_id', 'method', 'message_id', 'entity_kind', 'entity_id', 'about'])
    .orderBy('seq', 'desc')
    .limit(RECENT)
  return db
    .selectFrom(newest.as('newest'))
    .innerJoin('endpoints', 'endpoints.id', 'newest.endpoint_id')
    .innerJoin('event_contents', 'event_contents.seq', 'newest.seq')
    .where('endpoints.deleted_at', 'is', null)
    .select(['method', 'message_id', 'entity_kind', 'entity_id', 'about', 'event_contents.headers'])
    .execute()
}
type Recent = Awaited<ReturnType<typeof recent>>

export function headerNames(rows: Recent): Found[] {
  const names = rows.flatMap(({ headers }) => [
    ...new Set(headersFromText(headers).map(([name]) => fold(name))),
  ])
  const seen = tally(names.map((name) => [name, null]))
  const unseen = wellKnownHeaders.filter((name) => !seen.some(({ label }) => label === name))
  return [...seen, ...unseen.map((name) => ({ label: name, detail: null, count: null, atLeast: false }))].map(
    (one) => ({ ...one, text: printKey(one.label) }),
  )
}

export function headerValues(rows: Recent, name: string): Found[] {
  return tally(
    rows.flatMap(({ headers }) =>
      headersFromText(headers).flatMap(([other, value]) =>
        fold(other) === name ? [[value, null] as [string, null]] : [],
      ),
    ),
  )
}

/** How often each value is there, among the newest events. */
export function tally(values: [value: string | null, detail: string | null][]): Found[] {
  const found = new Map<string, Found & { count: number }>()
  for (const [label, detail] of values) {
    if (label === null || label === '') continue
    const known = found.get(label)
    if (known) known.count++
    else found.set(label, { label, detail, count: 1, atLeast: true })
  }
  return [...found.values()]
}
