import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { assertNever } from '../../../../shared/assert-never.ts'
import { causeCodes } from '../../../../shared/diagnosis.ts'
import type { Comparison, Pattern, Query, Term } from '../../../../shared/query/ast.ts'
import { fold } from '../../../../shared/query/fold.ts'
import { matchPattern } from '../../../../shared/query/wildcard.ts'
import type { Verdict } from '../../../../shared/verdict.ts'
import { bitsOf } from '../../flag-bits.ts'
import { momentOf } from './time-range.ts'

/**
 * An SQL condition on the columns of `events` that every matching event fulfils. `exact`: and no other one;
 * else `matchEvent` has the last word.
 */
export interface Condition {
  sql: RawBuilder<SqlBool>
  exact: boolean
}

/** What is really there, so that wildcards become lists of values, which the indexes know. */
export interface KnownValues {
  /** Null: too many to list. */
  types: string[] | null
  endpoints: { id: string; slug: string }[]
}

export function conditionOf(query: Query, known: KnownValues, denied = false): Condition {
  switch (query.kind) {
    case 'not':
      return conditionOf(query.query, known, !denied)
    case 'term': {
      const condition = ofTerm(query, known)
      if (!denied) return condition
      return condition.exact ? exactly(sql`((${condition.sql}) is not true)`) : anything
    }
    default: {
      const parts = query.queries.map((one) => conditionOf(one, known, denied))
      return join(parts, (query.kind === 'and') === denied ? 'or' : 'and')
    }
  }
}

const anything: Condition = { sql: sql`true`, exact: false }
const exactly = (condition: RawBuilder<SqlBool>): Condition => ({ sql: condition, exact: true })
const roughly = (condition: RawBuilder<SqlBool>): Condition => ({ sql: condition, exact: false })

function join(parts: Condition[], by: 'and' | 'or'): Condition {
  if (parts.length === 0) return exactly(by === 'and' ? sql`true` : sql`false`)
  const conditions = parts.map((part) => part.sql)
  return {
    sql: sql`(${sql.join(conditions, by === 'and' ? sql` and ` : sql` or `)})`,
    exact: parts.every(({ exact }) => exact),
  }
}

function ofTerm(term: Term, known: KnownValues): Condition {
  switch (term.field) {
    case 'verdict':
      return ofVerdict(term.verdict)
    case 'type':
      return ofType(term.pattern, known.types)
    case 'delivery':
      // A partial index is used only where its own condition stands in the query.
      return exactly(sql`events.delivery_mark = ${sql.lit(term.mark)}`)
    case 'schema':
      // A partial index is used only where its own condition stands in the query.
      return exactly(sql`events.schema_state = ${sql.lit(term.state)}`)
    case 'flag':
      return exactly(sql`(events.flags <> 0 and events.flags & ${sql.lit(bitsOf([term.flag]))} <> 0)`)
    case 'cause': {
      const codes = causeCodes.filter((code) => matchPattern(term.pattern, code))
      // A partial index is used only where its own condition stands in the query.
      return exactly(sql`(events.top_cause is not null and ${isOneOf(sql`events.top_cause`, codes)})`)
    }
    case 'endpoint': {
      const named = known.endpoints.filter(({ slug }) => matchPattern(term.pattern, slug))
      const ids = named.map(({ id }) => id)
      return exactly(isOneOf(sql`events.endpoint_id`, ids))
    }
    case 'id':
      return ofPattern(sql`events.id`, term.pattern)
    case 'message':
      return ofPattern(sql`events.message_id`, term.pattern)
    case 'method':
      return ofMethod(term.pattern)
    case 'entity':
      return { ...ofEntity(term.id), exact: true }
    case 'user':
    case 'team':
      return ofEntity(term.id)
    case 'size':
      return exactly(sql`events.size ${operators[term.comparison]} ${term.bytes}`)
    case 'after':
      return exactly(sql`events.received_at >= ${momentOf(term)}`)
    case 'before':
      return exactly(sql`events.received_at < ${momentOf(term)}`)
    case 'text':
    case 'header':
    case 'data':
      return anything
    default:
      return assertNever(term)
  }
}

function ofVerdict(verdict: Verdict): Condition {
  const equal = sql<SqlBool>`events.verdict = ${verdict}`
  // A partial index is used only where its own condition stands in the query.
  return exactly(verdict === 'verified' ? equal : sql`(${equal} and events.verdict <> 'verified')`)
}

function ofType(pattern: Pattern, types: string[] | null): Condition {
  if (!pattern.wildcard) return exactly(sql`events.type = ${pattern.text}`)
  if (types === null) return roughly(sql`events.type is not null`)
  const fitting = types.filter((type) => matchPattern(pattern, type))
  return exactly(isOneOf(sql`events.type`, fitting))
}

function ofPattern(column: RawBuilder<unknown>, { text, wildcard }: Pattern): Condition {
  if (!wildcard) return exactly(sql`${column} = ${text}`)
  // GLOB stops at a NUL, and knows more wildcards.
  const glob = text.replace(/[?[]/g, '[$&]')
  return roughly(sql`(${column} glob ${glob} or instr(${column}, char(0)) > 0)`)
}

/** SQLite folds ASCII only. */
function ofMethod({ text, wildcard }: Pattern): Condition {
  if (wildcard) return anything
  return roughly(sql`(lower(events.method) = ${fold(text)} or events.method glob '*[^ -~]*')`)
}

/** The id whole, or one of its parts. */
function ofEntity(id: string): Condition {
  const whole = sql<SqlBool>`events.entity_id = ${id}`
  return roughly(
    id.includes('/') ? whole : sql`(${whole} or instr('/' || events.entity_id || '/', ${`/${id}/`}) > 0)`,
  )
}

function isOneOf(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<SqlBool> {
  if (values.length === 0) return sql`false`
  if (values.length === 1) return sql`${column} = ${values[0]}`
  return sql`${column} in (${sql.join(values)})`
}

const operators: Record<Comparison, RawBuilder<unknown>> = {
  '<': sql`<`,
  '<=': sql`<=`,
  '=': sql`=`,
  '>=': sql`>=`,
  '>': sql`>`,
}
