import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { EventSummary } from '../../shared/event.ts'
import { eventRelationsSchema, type RelatedEvent } from '../../shared/event-relations.ts'
import { callApi } from './client.ts'

/** What two events may have in common. */
export type Shared = 'entity' | 'message'

/** How an event stands to the others; asked for again when it gets a flag, and now and then, since others come and go. */
export const relationsQuery = ({ id, flags }: Pick<EventSummary, 'id' | 'flags'>) =>
  queryOptions({
    queryKey: ['relations', id, flags],
    queryFn: ({ signal }) =>
      callApi(`/api/events/${encodeURIComponent(id)}/relations`, { schema: eventRelationsSchema, signal }),
    staleTime: 5_000,
  })

/** The events of the same entity or message right before and after one, as they are now. @throws Error */
export async function findNeighbours(
  client: QueryClient,
  event: EventSummary,
  shared: Shared,
): Promise<{ before: RelatedEvent | null; after: RelatedEvent | null }> {
  const relations = await client.fetchQuery({ ...relationsQuery(event), staleTime: 0 })
  const found = relations[shared] ?? { before: null, after: null }
  if (!relations.complete && (found.before === null || found.after === null)) {
    throw new Error('The search index is being built: try again in a while.')
  }
  return found
}
