import type { AsOf } from '../api/events.ts'

/** Events that something is to be done with: some by their ids, or all that match a query. */
export type ChosenEvents =
  | { ids: string[] }
  | {
      query: string
      /** Null: those that match when it is done. */
      asOf: AsOf | null
      /** How many these are; null: they were not counted. */
      count: number | null
    }

/** All that match now. */
export function allThatMatch(query: string): ChosenEvents {
  return { query, asOf: null, count: null }
}
