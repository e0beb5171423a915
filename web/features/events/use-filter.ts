import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { QueryField } from '../../../shared/query/query.ts'
import { withTerm } from '../../lib/filter.ts'

/** Changes the filter in the address; an event that is open stays open. */
export function useFilter(q: string) {
  const navigate = useNavigate()
  const { eventId } = useParams({ strict: false })
  const setQ = useCallback(
    (next: string) => {
      const search = next === '' ? {} : { q: next }
      void (eventId === undefined
        ? navigate({ to: '/', search })
        : navigate({
            to: '/events/$eventId',
            params: { eventId },
            search: (before) => ({ ...search, ...(before.tab ? { tab: before.tab } : {}) }),
          }))
    },
    [navigate, eventId],
  )
  const setTerm = useCallback(
    (field: QueryField, value: string | null) => setQ(withTerm(q, field, value)),
    [setQ, q],
  )
  return { setQ, setTerm }
}
