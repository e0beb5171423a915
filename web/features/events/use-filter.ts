import { useNavigate, useParams } from '@tanstack/react-router'
import type { QueryField } from '../../../shared/query/query.ts'
import { withTerm } from '../../lib/filter.ts'

/** Changes the filter in the address; an event that is open stays open. */
export function useFilter(q: string) {
  const navigate = useNavigate()
  const { eventId } = useParams({ strict: false })
  const setQ = (next: string) => {
    const search = next === '' ? {} : { q: next }
    void (eventId === undefined
      ? navigate({ to: '/', search })
      : navigate({
          to: '/events/$eventId',
          params: { eventId },
          search: (before) => ({ ...search, ...(before.tab ? { tab: before.tab } : {}) }),
        }))
  }
  return { setQ, setTerm: (field: QueryField, value: string | null) => setQ(withTerm(q, field, value)) }
}
