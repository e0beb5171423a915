import type { Time } from './ast.ts'
import type { Piece } from './lex.ts'
import { QueryError } from './query-error.ts'

/** Milliseconds of each unit of time ago, the largest first. */
export const timeUnits = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const

const AGO = /^(\d{1,6}(?:\.\d{1,3})?)([smhdw])$/i
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/i
const EPOCH_MS = /^\d{12,13}$/

/** Reads `2h`, `2026-11-01`, `2026-11-01T10:00:00Z` or epoch milliseconds. @throws QueryError */
export function parseTime(piece: Piece, field: 'after' | 'before'): Time {
  const time = readTime(piece.text)
  if (time) return time
  const message = `Expected a time, as in ${field}:2h (s, m, h, d, w ago), ${field}:2026-11-01, ${field}:2026-11-01T10:00:00Z, or epoch milliseconds.`
  throw new QueryError(message, piece.from, piece.to - piece.from)
}

function readTime(text: string): Time | null {
  const [, amount, unit] = AGO.exec(text) ?? []
  if (amount && unit) {
    return { ago: Math.round(Number(amount) * timeUnits[unit.toLowerCase() as keyof typeof timeUnits]) }
  }
  if (EPOCH_MS.test(text)) return { at: Number(text) }
  const at = readDate(text)
  return at === null ? null : { at }
}

/** A date without a zone is in UTC. */
function readDate(text: string): number | null {
  const [, year, month = '01', day = '01', clock = 'T00:00'] = DATE.exec(text) ?? []
  if (!year) return null
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  // Engines differ in what they make of 30 February.
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(day)) return null
  const at = Date.parse(
    `${year}-${month}-${day}${clock}${/T.*(?:Z|[+-]\d\d:\d\d)$/i.test(clock) ? '' : 'Z'}`.toUpperCase(),
  )
  return Number.isNaN(at) || !/^\d{4}-/.test(new Date(at).toISOString()) ? null : at
}
