import type { EventRelations, RelatedEvent } from '../../shared/event-relations.ts'
import type { AppContext } from '../context.ts'
import { noEvent } from './service.ts'

interface Ends {
  before: string | null
  after: string | null
}

/** What an event's flags come from, and the events right before and after it. @throws AppError 404 */
export async function getRelations(ctx: AppContext, id: string): Promise<EventRelations> {
  const found = await ctx.store.events.relations(id)
  if (found === null) throw noEvent(id)
  const ids = new Set([
    id,
    ...found.flags.flatMap(({ causes }) => causes),
    ...idsOf(found.entity),
    ...idsOf(found.message),
  ])
  const events = new Map((await ctx.store.events.summaries([...ids])).map((event) => [event.id, event]))
  // An endpoint under deletion has no events any more.
  if (!events.has(id)) throw noEvent(id)

  const related = (id: string | null): RelatedEvent | null => (id === null ? null : (events.get(id) ?? null))
  const ends = (of: Ends | null) => of && { before: related(of.before), after: related(of.after) }
  return {
    flags: found.flags.map(({ flag, causes }) => ({
      flag,
      causes: causes.map(related).filter((cause) => cause !== null),
    })),
    entity: ends(found.entity),
    message: ends(found.message),
    complete: found.complete,
  }
}

function idsOf(ends: Ends | null): string[] {
  return ends ? [ends.before, ends.after].filter((id) => id !== null) : []
}
