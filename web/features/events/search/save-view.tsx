import { useQueryClient } from '@tanstack/react-query'
import { createView, viewsQuery } from '../../../api/views.ts'
import { ViewNameDialog } from '../../../components/view-name-dialog.tsx'
import { suggestName } from '../../../lib/view-name.ts'

/** Asks for a name and keeps the query under it. */
export function SaveView({ q, opened, onClose }: { q: string; opened: boolean; onClose(): void }) {
  const client = useQueryClient()
  return (
    <ViewNameDialog
      opened={opened}
      title="Save view"
      verb="Save view"
      query={q}
      name={suggestName(q)}
      save={async (name) => {
        await createView({ name, query: q })
        await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
      }}
      onClose={onClose}
    />
  )
}
