import type { EventSummary } from '../../../shared/event.ts'
import type { EntityState } from '../../../shared/history.ts'
import { isBelieved } from '../../../shared/verdict.ts'
import { formatCount, plural } from '../../lib/format.ts'

/** What an event did to the state that its entity had after it, in a sentence. */
export function stateChangeWords({ from, change }: EntityState, event: EventSummary): string {
  if (from?.eventId !== event.id) {
    return isBelieved(event.verdict)
      ? 'This event does not tell it whole, and marks nothing here.'
      : `This event is ${event.verdict}: it is not believed, and marks nothing here.`
  }
  if (change === null) return 'There is no state before it to compare with.'
  if (change.total === 0) return 'This event changed nothing of it.'
  const listed = change.changes.length
  return change.total > listed
    ? `This event changed ${plural(change.total, 'thing')}; the first ${formatCount(listed)} are marked.`
    : 'What this event changed is marked.'
}
