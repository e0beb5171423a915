import type { Expression } from 'kysely'
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { assertNever } from '../../../shared/assert-never.ts'
import type { Query, Term } from '../../../shared/query/query.ts'
import type { Verdict } from '../../../shared/verdict.ts'
import type { Schema } from '../schema.ts'

type Events = ExpressionBuilder<Schema, 'events' | 'endpoints'>

/** The condition that holds for exactly those events that `matchEvent` accepts. */
export function whereQuery(eb: Events, query: Query): Expression<SqlBool> {
  return eb.and(query.terms.map((term) => whereTerm(eb, term)))
}

function whereTerm(eb: Events, { field, value }: Term): Expression<SqlBool> {
  switch (field) {
    case 'endpoint':
      // By id, so that the index on events is used.
      return eb(
        'events.endpoint_id',
        '=',
        eb.selectFrom('endpoints as named').select('named.id').where('named.slug', '=', value),
      )
    case 'verdict':
      return whereVerdict(eb, value as Verdict)
    case 'cause':
      // The partial index is used only where its own condition stands in the query.
      return eb.and([eb('events.top_cause', 'is not', null), whereText(eb, 'events.top_cause', value)])
    case 'type':
      return whereText(eb, 'events.type', value)
    default:
      return assertNever(field)
  }
}

function whereText(eb: Events, column: 'events.type' | 'events.top_cause', value: string) {
  return value.includes('*')
    ? sql<SqlBool>`${eb.ref(column)} glob ${globPattern(value)}`
    : eb(column, '=', value as never)
}

/** The partial index is used only where its own condition stands in the query. */
function whereVerdict(eb: Events, verdict: Verdict): Expression<SqlBool> {
  const equal = eb('events.verdict', '=', verdict)
  return verdict === 'verified' ? equal : eb.and([equal, sql<SqlBool>`events.verdict <> 'verified'`])
}

/** GLOB knows more wildcards than the search language: `?` and `[` stand for themselves here. */
function globPattern(value: string): string {
  return value.replace(/[?[]/g, '[$&]')
}
