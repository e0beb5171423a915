import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { assertNever } from '../../../shared/assert-never.ts'
import type { Pattern, Time } from '../../../shared/query/ast.ts'
import { fold } from '../../../shared/query/fold.ts'
import { printTerm, type Query, QueryError, type Term } from '../../../shared/query/query.ts'
import type { Verdict } from '../../../shared/verdict.ts'
import type { Schema } from '../schema.ts'
import { whereEntity, whereTeam, whereUser } from './where-entity.ts'

export type Events = ExpressionBuilder<Schema, 'events' | 'endpoints'>

/**
 * The condition that holds for exactly those events that `matchEvent` accepts. Times are moments: see `atTime`.
 * @throws QueryError where the query asks for more than summaries hold
 */
export function whereQuery(eb: Events, query: Query): Expression<SqlBool> {
  switch (query.kind) {
    case 'and':
      return eb.and(query.queries.map((one) => whereQuery(eb, one)))
    case 'or':
      return eb.or(query.queries.map((one) => whereQuery(eb, one)))
    case 'not':
      // What is unknown to SQL, because something is null, does not match.
      return sql<SqlBool>`(${whereQuery(eb, query.query)}) is not true`
    case 'term':
      return whereTerm(eb, query)
    default:
      return assertNever(query)
  }
}

function whereTerm(eb: Events, term: Term): Expression<SqlBool> {
  switch (term.field) {
    case 'endpoint':
      return whereEndpoint(eb, term.pattern)
    case 'verdict':
      return whereVerdict(eb, term.verdict)
    case 'cause':
      // The partial index is used only where its own condition stands in the query.
      return eb.and([
        eb('events.top_cause', 'is not', null),
        wherePattern(eb.ref('events.top_cause'), term.pattern),
      ])
    case 'type':
      return wherePattern(eb.ref('events.type'), term.pattern)
    case 'id':
      return wherePattern(eb.ref('events.id'), term.pattern)
    case 'message':
      return wherePattern(eb.ref('events.message_id'), term.pattern)
    case 'method':
      return wherePattern(sql`lower(events.method)`, { ...term.pattern, text: fold(term.pattern.text) })
    case 'entity':
      return whereEntity(eb, term.id)
    case 'user':
      return whereUser(eb, term.id)
    case 'team':
      return whereTeam(eb, term.id)
    case 'size':
      return eb('events.size', term.comparison, term.bytes)
    case 'after':
      return eb('events.received_at', '>=', momentOf(term.time))
    case 'before':
      return eb('events.received_at', '<', momentOf(term.time))
    case 'text':
    case 'header':
    case 'data':
      throw new QueryError(
        `"${printTerm(term)}" asks for the content of events, which is not searched here.`,
        0,
        0,
      )
    default:
      return assertNever(term)
  }
}

/** By id, so that the index on events is used. */
function whereEndpoint(eb: Events, pattern: Pattern): Expression<SqlBool> {
  const named = eb
    .selectFrom('endpoints as named')
    .select('named.id')
    .where((one) => wherePattern(one.ref('named.slug'), pattern))
  return pattern.wildcard ? eb('events.endpoint_id', 'in', named) : eb('events.endpoint_id', '=', named)
}

/** The partial index is used only where its own condition stands in the query. */
function whereVerdict(eb: Events, verdict: Verdict): Expression<SqlBool> {
  const equal = eb('events.verdict', '=', verdict)
  return verdict === 'verified' ? equal : eb.and([equal, sql<SqlBool>`events.verdict <> 'verified'`])
}

/** GLOB knows more wildcards than the search language: `?` and `[` stand for themselves here. */
function wherePattern(value: Expression<unknown>, { text, wildcard }: Pattern): Expression<SqlBool> {
  return wildcard
    ? sql<SqlBool>`${value} glob ${text.replace(/[?[]/g, '[$&]')}`
    : sql<SqlBool>`${value} = ${text}`
}

function momentOf(time: Time): number {
  if ('at' in time) return time.at
  throw new Error('The store is asked about moments, not about times ago.')
}
