import type { Migration } from 'kysely'
import * as events from './001-events.ts'
import * as explanations from './002-explanations.ts'
import * as search from './003-search.ts'
import * as retention from './004-retention.ts'
import * as views from './005-views.ts'
import * as hours from './006-hours.ts'
import * as deliveries from './007-deliveries.ts'
import * as replayedDeletions from './008-deleted-deliveries.ts'
import * as flags from './009-flags.ts'
import * as schemas from './010-schemas.ts'

/** In the order in which they run. A migration that was released is never changed; a new one is added. */
export const migrations: Record<string, Migration> = {
  '001-events': events,
  '002-explanations': explanations,
  '003-search': search,
  '004-retention': retention,
  '005-views': views,
  '006-hours': hours,
  '007-deliveries': deliveries,
  '008-deleted-deliveries': replayedDeletions,
  '009-flags': flags,
  '010-schemas': schemas,
}
