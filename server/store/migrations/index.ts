import type { Migration } from 'kysely'
import * as events from './001-events.ts'
import * as explanations from './002-explanations.ts'
import * as search from './003-search.ts'

/** In the order in which they run. A migration that was released is never changed; a new one is added. */
export const migrations: Record<string, Migration> = {
  '001-events': events,
  '002-explanations': explanations,
  '003-search': search,
}
