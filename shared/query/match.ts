import { assertNever } from '../assert-never.ts'
import type { EventSummary } from '../event.ts'
import { teamOf, userOf } from '../stack/parties.ts'
import { type PatternField, type Query, type Term, type Time, termsOf } from './ast.ts'
import { compare } from './compare.ts'
import { fold } from './fold.ts'
import { matchData } from './match-data.ts'
import type { Matchable } from './matchable.ts'
import { matchPattern } from './wildcard.ts'

/** Whether an event matches: the same answer that the store gives. `now`: epoch milliseconds, for `after:2h`. */
export function matchEvent(query: Query, event: Matchable, now: number): boolean {
  switch (query.kind) {
    case 'and':
      return query.queries.every((one) => matchEvent(one, event, now))
    case 'or':
      return query.queries.some((one) => matchEvent(one, event, now))
    case 'not':
      return !matchEvent(query.query, event, now)
    case 'term':
      return matchTerm(query, event, now)
    default:
      return assertNever(query)
  }
}

/** Whether summaries do not suffice to answer a query. */
export function needsContent(query: Query): boolean {
  return termsOf(query).some(isOfContent)
}

/** Whether a term asks for headers or body. */
export function isOfContent({ field }: Term): boolean {
  return field === 'text' || field === 'header' || field === 'data'
}

function matchTerm(term: Term, event: Matchable, now: number): boolean {
  const { summary } = event
  switch (term.field) {
    case 'text':
      return event.text().includes(fold(term.text))
    case 'verdict':
      return summary.verdict === term.verdict
    case 'delivery':
      return summary.deliveryMark === term.mark
    case 'flag':
      return summary.flags.includes(term.flag)
    case 'schema':
      return summary.schema === term.state
    case 'entity':
      return summary.entity !== null && hasPart(summary.entity.id, term.id)
    case 'user':
      return userOf(summary) === term.id
    case 'team':
      return teamOf(summary) === term.id
    case 'size':
      return compare(summary.size, term.comparison, term.bytes)
    case 'after':
      return summary.receivedAt >= moment(term.time, now)
    case 'before':
      return summary.receivedAt < moment(term.time, now)
    case 'header': {
      const pattern = { ...term.pattern, text: fold(term.pattern.text) }
      return event.headers().some(([name, value]) => name === term.name && matchPattern(pattern, value))
    }
    case 'data':
      return matchData(event.payload(), term.path, term.value)
    case 'method': {
      const pattern = { ...term.pattern, text: fold(term.pattern.text) }
      return matchPattern(pattern, fold(summary.method))
    }
    default: {
      const value = fieldOf(summary, term.field)
      return value !== null && matchPattern(term.pattern, value)
    }
  }
}

function fieldOf(summary: EventSummary, field: Exclude<PatternField, 'method'>): string | null {
  switch (field) {
    case 'type':
      return summary.type
    case 'cause':
      return summary.topCause
    case 'endpoint':
      return summary.endpointSlug
    case 'id':
      return summary.id
    case 'message':
      return summary.messageId
    default:
      return assertNever(field)
  }
}

function hasPart(entityId: string, id: string): boolean {
  return entityId === id || entityId.split('/').includes(id)
}

function moment(time: Time, now: number): number {
  return 'at' in time ? time.at : now - time.ago
}
