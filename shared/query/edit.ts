import type { PlainField, Query, Term } from './ast.ts'
import { fieldOf } from './fields.ts'
import { lex, type Token } from './lex.ts'
import { parseQuery } from './parse.ts'
import { isBare, printQuery, printTerm, quote } from './print.ts'
import { QueryError } from './query-error.ts'

/**
 * The value of the only term of a field that every matching event must satisfy, as a reader would type it but
 * without quotes; null when there is none, or more than one.
 */
export function termOf(query: Query, field: PlainField): string | null {
  const all = query.kind === 'and' ? query.queries : [query]
  const terms = all.filter((one) => one.kind === 'term' && one.field === field) as Term[]
  return terms.length === 1 && terms[0] ? textOf(terms[0]) : null
}

/**
 * The text of a query with one term of a field, in the place of those that it has; without any for null. All
 * else stays as it is written, also what cannot be read. `*` in a value without spaces stands for any text.
 */
export function withTerm(text: string, field: PlainField, value: string | null): string {
  const [first, ...others] = partsOf(text).filter((part) => part.field === field)
  if (value === null) return cut(text, first ? [first, ...others] : [])
  const term = `${field}:${isBare(value) ? value : quote(value)}`
  if (!first) return append(text, term)
  const rest = cut(text, others)
  return rest.slice(0, first.from) + term + rest.slice(first.to)
}

/** The text of a query that asks for one term more, which may be denied; as it was if it asks for it already. */
export function addTerm(text: string, term: string): string {
  const printed = canonical(term)
  return partsOf(text).some((part) => part.printed() === printed) ? text : append(text, term)
}

/** The text of a query without a term that every matching event must satisfy, however it is written there. */
export function withoutTerm(text: string, term: string): string {
  const printed = canonical(term)
  return cut(
    text,
    partsOf(text).filter((part) => printed !== null && part.printed() === printed),
  )
}

/** A term that must hold by itself: in no parentheses, and nothing stands beside it with `or`. */
interface Part {
  from: number
  to: number
  /** Where the `and` before it begins, if there is one. */
  cutFrom: number
  /** Null for what is denied, and for text. */
  field: string | null
  /** As `printQuery` would write it; null: it cannot be read. */
  printed(): string | null
}

function partsOf(text: string): Part[] {
  const tokens = lex(text)
  if (hasOr(tokens)) return []
  const parts: Part[] = []
  let level = 0
  let joint: Token | null = null
  let denial: Token | null = null
  let isDenied = false
  for (const token of tokens) {
    if (token.kind === 'open') level++
    else if (token.kind === 'close') level--
    else if (token.kind === 'and') joint = token
    else if (token.kind !== 'word') {
      denial ??= token
      isDenied = !isDenied
      continue
    } else if (level === 0) {
      const [from, to] = [(denial ?? token).from, token.to]
      parts.push({
        from,
        to,
        cutFrom: (joint ?? { from }).from,
        field: !isDenied && token.name !== null ? fieldOf(token.name) : null,
        printed: () => canonical(text.slice(from, to)),
      })
    }
    if (token.kind !== 'and') [joint, denial, isDenied] = [null, null, false]
  }
  return parts
}

function hasOr(tokens: Token[]): boolean {
  let level = 0
  return tokens.some(({ kind }) => {
    if (kind === 'open') level++
    if (kind === 'close') level--
    return kind === 'or' && level === 0
  })
}

function cut(text: string, parts: Part[]): string {
  let left = text
  for (const { cutFrom, to } of parts.toReversed()) {
    left = left.slice(0, cutFrom) + left.slice(to).trimStart()
  }
  // What joined the first term with the second.
  return parts.length === 0 ? text : left.replace(/^\s*and(?=[\s("]|$)\s*/i, '').trimEnd()
}

/** Behind the text; before it where that cannot be read: nobody knows what its last words belong to. */
function append(text: string, term: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return term
  if (canonical(trimmed) === null) return `${term} ${trimmed}`
  return `${hasOr(lex(trimmed)) ? `(${trimmed})` : trimmed} ${term}`
}

function canonical(text: string): string | null {
  try {
    return printQuery(parseQuery(text))
  } catch (error) {
    if (error instanceof QueryError) return null
    throw error
  }
}

function textOf(term: Term): string {
  if ('pattern' in term) return term.pattern.text
  if ('id' in term) return term.id
  return printTerm(term).slice(term.field.length + 1)
}
