const pad = (value: number, width = 2) => String(value).padStart(width, '0')

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
const dayWithYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** Local time of day to the millisecond: `14:02:07.318`. */
export function clockTime(at: number): string {
  const date = new Date(at)
  return `${clockSeconds(at)}.${pad(date.getMilliseconds(), 3)}`
}

/** Local time of day to the second: `14:02:07`. */
export function clockSeconds(at: number): string {
  const date = new Date(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

/** When something began, as briefly as `now` allows: `14:02`, `23 Nov 2026, 14:02`. */
export function sinceTime(at: number, now: number): string {
  const { from, to } = dayBounds(now)
  const minutes = clockSeconds(at).slice(0, 5)
  return at >= from && at < to ? minutes : `${dateFormat.format(at)}, ${minutes}`
}

/** `23 Nov 2026, 14:02:07.318` in local time. */
export function fullTime(at: number): string {
  return `${dateFormat.format(at)}, ${clockTime(at)}`
}

/** `2026-11-23 14:02:07.318 UTC`, or null where the number is no date. */
export function utcTime(at: number): string | null {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return null
  return `${date.toISOString().replace('T', ' ').replace('Z', '')} UTC`
}

/** `Monday 23 November`, with the year where it is not that of `now`. */
export function dayName(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayFormat : dayWithYear).format(at).replace(',', '')
}

/** The local day that holds `at`: its first millisecond and the first of the next day. */
export function dayBounds(at: number): { from: number; to: number } {
  const date = new Date(at)
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()]
  return { from: new Date(year, month, day).getTime(), to: new Date(year, month, day + 1).getTime() }
}

/** `just now`, `12 s ago`, `3 min ago`, `in 24 h`, `5 days ago`. */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000)
  if (seconds < 2) return 'just now'
  const text = duration(seconds)
  return at > now ? `in ${text}` : `${text} ago`
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} days`
}
