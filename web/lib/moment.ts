const AGO_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const AGO = /^(\d{1,6}(?:\.\d{1,3})?)\s*([smhdw])(?:\s+ago)?$/i
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:?\d\d)?$/i
const EPOCH_MS = /^\d{12,13}$/

/**
 * What a reader types for a time, in epoch milliseconds: `2h`, `14:02` (the last time it was that late),
 * `2026-11-12 14:02`, epoch milliseconds. Without a zone it is the reader's own. Null: it cannot be read.
 */
export function readMoment(typed: string, now: number): number | null {
  const text = typed.trim()
  const [, amount, unit] = AGO.exec(text) ?? []
  if (amount && unit)
    return Math.round(now - Number(amount) * AGO_MS[unit.toLowerCase() as keyof typeof AGO_MS])
  if (EPOCH_MS.test(text)) return Number(text)
  return readClock(text, now) ?? readDate(text)
}

/** A moment as a `datetime-local` field takes it, in the reader's zone: `2026-11-12T14:02:00`. */
export function localInput(at: number): string {
  const pad = (value: number, width = 2) => String(value).padStart(width, '0')
  const date = new Date(at)
  const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

function readClock(text: string, now: number): number | null {
  const [, hours, minutes, seconds = '0'] = CLOCK.exec(text) ?? []
  if (!hours || !minutes || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const date = new Date(now)
  date.setHours(Number(hours), Number(minutes), Number(seconds), 0)
  if (date.getTime() > now) date.setDate(date.getDate() - 1)
  return date.getTime()
}

function readDate(text: string): number | null {
  const [, year, month, day, , , , zone] = DATE.exec(text) ?? []
  if (!year || !month || !day) return null
  // Engines differ in what they make of 30 February.
  if (new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() !== Number(day)) return null
  const clock = text.slice(10).replace(/^[T ]/i, '')
  const at = Date.parse(`${year}-${month}-${day}T${clock === (zone ?? '') ? `00:00${clock}` : clock}`)
  return Number.isNaN(at) ? null : at
}
