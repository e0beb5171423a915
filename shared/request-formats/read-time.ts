/**
 * A time as people write it, in epoch milliseconds: a date such as `2026-11-23T10:00:00Z`, unix seconds, or unix
 * milliseconds. Null for anything else.
 */
export function readTime(text: string): number | null {
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000
  const time = /^\d{13}$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isNaN(time) ? null : time
}
