import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { PlainField } from '../../../shared/query/query.ts'
import { withTerm } from '../../lib/filter.ts'
import { listAddress } from '../../lib/list-address.ts'
import { useAddress } from '../../lib/use-address.ts'

/**
 * Changes the filter in the address, as it is when that is called; an event that is open stays open. `replace`: no
 * step in the history.
 */
export function useFilter() {
  const navigate = useNavigate()
  const address = useAddress()
  const setQ = useCallback(
    (change: string | ((q: string) => string), { replace = false } = {}) => {
      const { q, eventId } = address()
      const next = typeof change === 'string' ? change : change(q)
      void (eventId === null
        ? navigate({ to: '/', search: (before) => listAddress(next, before), replace })
        : navigate({
            to: '/events/$eventId',
            params: { eventId },
            search: (before) => ({
              ...listAddress(next, before),
              ...(before.tab ? { tab: before.tab } : {}),
            }),
            replace,
          }))
    },
    [navigate, address],
  )
  const setTerm = useCallback(
    (field: PlainField, value: string | null) => setQ((q) => withTerm(q, field, value)),
    [setQ],
  )
  return { setQ, setTerm }
}
