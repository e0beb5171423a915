import { Button } from '@mantine/core'
import { Message } from '../../components/message.tsx'
import { useFilter } from './use-filter.ts'

/** What describes the search field while the address holds such a filter. */
export const unreadableFilterId = 'unreadable-filter'

/** In place of the list when the address holds a filter that cannot be read. */
export function UnreadableFilter({ error }: { error: string }) {
  const { setQ } = useFilter()
  return (
    <Message
      alert
      title="The filter in the address cannot be read"
      action={<Button onClick={() => setQ('')}>Clear the filter</Button>}
    >
      <span id={unreadableFilterId}>{error}</span>
    </Message>
  )
}
