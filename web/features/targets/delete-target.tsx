import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Target } from '../../../shared/target.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { deleteTarget, targetsQuery } from '../../api/targets.ts'
import { DeleteSection } from '../../components/delete-section.tsx'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { plural } from '../../lib/format.ts'
import { visibleString } from '../../lib/visible-text.ts'

/** Deletes a target, after saying what of it will not be sent. */
export function DeleteTarget({ target, onDeleted }: { target: Target; onDeleted(): void }) {
  const client = useQueryClient()
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const { id, counts, forward } = target
  const name = visibleString(target.name)
  const remove = useMutation({
    mutationFn: () => deleteTarget(id),
    onSuccess: async () => {
      onDeleted()
      notifyDone(`Target "${name}" deleted.`)
      client.setQueryData(targetsQuery.queryKey, (all) => all?.filter((one) => one.id !== id))
      await client.invalidateQueries({ queryKey: ['deliveries'] })
    },
    onError: (error) => notifyFailed('The target was not deleted', error),
  })
  const loss = [
    counts.due === 0
      ? 'Nothing waits to be sent to it.'
      : `${plural(counts.due, 'waiting delivery', 'waiting deliveries')} will not be sent.`,
    ...(forward.enabled ? ['New events are no longer forwarded to it.'] : []),
    ...endpoints
      .filter(({ answer }) => answer?.targetId === id)
      .map((endpoint) => `Senders of ${visibleString(endpoint.name)} hear from Hooklens itself again.`),
    'What was sent stays with its events.',
  ].join(' ')
  return (
    <DeleteSection
      what="target"
      name={name}
      loss={loss}
      asked={`${loss} Its settings and its secret are lost.`}
      busy={remove.isPending}
      onDelete={() => remove.mutate()}
    />
  )
}
