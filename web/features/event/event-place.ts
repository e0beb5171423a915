/** What the address says of an open event, besides which it is. */
export interface EventPlace {
  tab: string | null
  /** The attempt that is open, see `attemptKey`. */
  attempt: string | null
  /** Two attempts that are compared, with `~` between them. */
  compare: string | null
}

/** The pair that `compare` names; null: it names none. */
export function readPair(compare: string | null): [string, string] | null {
  const [a, b, ...more] = compare?.split('~') ?? []
  return a && b && more.length === 0 ? [a, b] : null
}
