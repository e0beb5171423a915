import { capital } from '../../shared/capital.ts'
import { parseQuery, printQuery, type Query, QueryError } from '../../shared/query/query.ts'
import { causeNames } from './cause-names.ts'

const LONGEST = 60

/** A name for a query, as a reader might call it; empty where none comes to mind. */
export function suggestName(q: string): string {
  try {
    const query = parseQuery(q)
    const parts = query.kind === 'and' ? query.queries : [query]
    const name = parts.map(nameOf).join(', ')
    const whole = capital(name)
    return whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST - 1).trimEnd()}…`
  } catch (error) {
    if (error instanceof QueryError) return ''
    throw error
  }
}

function nameOf(query: Query): string {
  if (query.kind === 'not') return `not ${nameOf(query.query)}`
  if (query.kind === 'or') return query.queries.map(nameOf).join(' or ')
  if (query.kind === 'and') return query.queries.map(nameOf).join(' and ')
  switch (query.field) {
    case 'verdict':
      return query.verdict
    case 'text':
      return query.text
    case 'cause':
      return causeNames[query.pattern.text as keyof typeof causeNames] ?? query.pattern.text
    case 'type':
    case 'endpoint':
      return query.pattern.text
    case 'after':
      return 'ago' in query.time ? `last ${printQuery(query).slice('after:'.length)}` : printQuery(query)
    default:
      return printQuery(query)
  }
}
