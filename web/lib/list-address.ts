/** What the address says of a list: the filter, and the time that the list was opened at. */
export interface ListAddress {
  q?: string
  at?: string
}

/** The search part of an address of the list of `q`; the time stays as it is. */
export function listAddress(q: string, before: ListAddress): ListAddress {
  return { ...(q === '' ? {} : { q }), ...(before.at === undefined ? {} : { at: before.at }) }
}

/** The time in an address in epoch milliseconds; null where there is none, or it cannot be read. */
export function readAt(at: string | undefined): number | null {
  if (at === undefined) return null
  const time = /^-?\d+$/.test(at) ? Number(at) : Date.parse(at)
  return Number.isSafeInteger(time) && Math.abs(time) <= 8.64e15 ? time : null
}

/** A time as addresses have it: `2026-11-12T14:02:00Z`. */
export function printAt(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
