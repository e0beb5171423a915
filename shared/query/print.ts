import type { DataValue, Pattern, Query, Term, Time } from './ast.ts'
import { sizeUnits } from './parse-number.ts'
import { timeUnits } from './parse-time.ts'

/** The text that `parsePrinted` reads back as the same query. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      return query.queries.map((one) => (one.kind === 'or' ? inParentheses(one) : printQuery(one))).join(' ')
    case 'or':
      return query.queries.map(printQuery).join(' or ')
    case 'not':
      return `-${query.query.kind === 'term' ? printTerm(query.query) : inParentheses(query.query)}`
    case 'term':
      return printTerm(query)
  }
}

export function printTerm(term: Term): string {
  switch (term.field) {
    case 'text':
      return isPlainText(term.text) ? term.text : quote(term.text)
    case 'header':
      return `header.${printKey(term.name)}:${printPattern(term.pattern)}`
    case 'data':
      return `${['data', ...term.path.slice(1).map(printKey)].join('.')}:${printData(term.value)}`
    default:
      return `${term.field}:${printValue(term)}`
  }
}

type PlainTerm = Exclude<Term, { field: 'text' | 'header' | 'data' }>

function printValue(term: PlainTerm): string {
  switch (term.field) {
    case 'verdict':
      return term.verdict
    case 'delivery':
      return term.mark
    case 'flag':
      return term.flag
    case 'schema':
      return term.state
    case 'entity':
    case 'user':
    case 'team':
      return isBare(term.id) ? term.id : quote(term.id)
    case 'size':
      return (term.comparison === '=' ? '' : term.comparison) + printSize(term.bytes)
    case 'after':
    case 'before':
      return printTime(term.time)
    default:
      return printPattern(term.pattern)
  }
}

/** What a value of the payload is compared with, as it stands behind the colon. */
export function printData(value: DataValue): string {
  switch (value.kind) {
    case 'there':
      return '*'
    case 'literal':
      return value.text
    case 'compare':
      return value.comparison + value.number
    case 'text': {
      const { text, wildcard } = value.pattern
      const isText = wildcard || !/^[<>]|^-?\d|^(?:true|false|null)$/.test(text)
      return isText ? printPattern(value.pattern) : quote(text)
    }
  }
}

/** A pattern as it stands behind the colon, in quotes where it must. */
export function printPattern({ text, wildcard }: Pattern): string {
  return wildcard || (isBare(text) && !text.includes('*')) ? text : quote(text)
}

/** One key of a path, or the name of a header. */
export function printKey(key: string): string {
  return isBare(key) && !/[.:]/.test(key) ? key : quote(key)
}

function printSize(bytes: number): string {
  const { kb, mb } = sizeUnits
  if (bytes > 0 && bytes % mb === 0) return `${bytes / mb}mb`
  return bytes > 0 && bytes % kb === 0 ? `${bytes / kb}kb` : `${bytes}`
}

function printTime(time: Time): string {
  if ('at' in time) return printDate(new Date(time.at).toISOString())
  const [name, unit] =
    Object.entries(timeUnits).find(([, unit]) => time.ago > 0 && time.ago % unit === 0) ??
    (['s', timeUnits.s] as const)
  return `${time.ago / unit}${name}`
}

/** Without what is zero. */
function printDate(iso: string): string {
  return iso.replace('.000Z', 'Z').replace(':00Z', 'Z').replace('T00:00Z', '')
}

function inParentheses(query: Query): string {
  return `(${printQuery(query)})`
}

/** A text in quotes, as every value may be written. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** Whether a text reads as one unquoted value. */
export function isBare(text: string): boolean {
  return /^[^\s()"]+$/.test(text)
}

/** Reads as text to look for: no keyword, no field, nothing denied. */
function isPlainText(text: string): boolean {
  return /^[^\s()":-][^\s()":]*$/.test(text) && !/^(?:and|or|not)$/i.test(text)
}
