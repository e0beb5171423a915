import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { deleteEndpoint, endpointsQuery } from '../../api/endpoints.ts'
import { DeleteSection } from '../../components/delete-section.tsx'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { plural } from '../../lib/format.ts'
import { storedEvents } from '../../lib/stored-events.ts'

/** Deletes the endpoint with all it holds, once its slug was typed. */
export function DeleteEndpoint({ endpoint, onDeleted }: { endpoint: Endpoint; onDeleted(): void }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => deleteEndpoint(endpoint.id),
    onSuccess: async ({ deleted }) => {
      onDeleted()
      notifyDone(`Endpoint deleted, with ${plural(deleted, 'event')}.`)
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
      await client.invalidateQueries({ queryKey: ['events'] })
    },
    onError: (error) => notifyFailed('The endpoint was not deleted', error),
  })
  const loss = lossOf(endpoint)
  return (
    <DeleteSection
      what="endpoint"
      name={endpoint.name}
      loss={`${loss} Its senders will get a 404.`}
      asked={`${loss} This cannot be undone.`}
      typed={endpoint.slug}
      busy={remove.isPending}
      onDelete={() => remove.mutate()}
    />
  )
}

function lossOf(endpoint: Endpoint): string {
  const parts = [
    [storedEvents(endpoint), 'event'] as const,
    [endpoint.secrets.length, 'secret'] as const,
  ].flatMap(([count, name]) => (count === 0 ? [] : [plural(count, name)]))
  return parts.length === 0 ? 'It holds nothing yet.' : `${parts.join(' and ')} will be lost.`
}
