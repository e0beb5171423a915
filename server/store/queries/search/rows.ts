import type { Kysely, RawBuilder, SqlBool } from 'kysely'
import type { EventSummary } from '../../../../shared/event.ts'
import { matchEvent } from '../../../../shared/query/match.ts'
import { matchable } from '../../../../shared/query/matchable.ts'
import type { Schema } from '../../schema.ts'
import { headersFromText, selectSummaries, toSummary } from '../events.ts'
import type { Plan } from './plan.ts'

/** Rows that the condition of a plan lets through, with their content where its query asks for that. */
export function selectRows(
  db: Kysely<Schema>,
  { condition, needsContent }: Pick<Plan, 'condition' | 'needsContent'>,
  where: RawBuilder<SqlBool>,
) {
  return selectSummaries(db)
    .where(where)
    .where(condition.sql)
    .$if(needsContent, (qb) =>
      qb
        .innerJoin('event_contents', 'event_contents.seq', 'events.seq')
        .select(['event_contents.headers', 'event_contents.body']),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]

/** The event of a row that such a selection gave; null: it does not match after all. */
export function matchingEvent({ query, condition, slugs }: Plan, row: Row): EventSummary | null {
  const slug = slugs.get(row.endpoint_id)
  if (slug === undefined) return null
  const summary = toSummary(row, slug)
  if (condition.exact) return summary
  const content = () => ({
    headers: headersFromText(row.headers ?? '[]'),
    body: row.body ?? new Uint8Array(),
  })
  return matchEvent(query, matchable(summary, content), 0) ? summary : null
}
