import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpointsQuery } from '../api/endpoints.ts'

/** Title and icon of a background tab tell how many events failed since one looked last. */
export function useTabAlert(): void {
  const { data: failed } = useQuery({ ...endpointsQuery, select: countFailed })
  const hidden = useHidden()
  const [base, setBase] = useState<number | null>(null)
  const current = failed ?? null

  if (!hidden && base !== null) setBase(null)
  if (hidden && base === null && current !== null) setBase(current)
  const fresh = hidden && base !== null && current !== null ? Math.max(0, current - base) : 0

  useEffect(() => {
    document.title = fresh > 0 ? `(${fresh} failed) Hooklens` : 'Hooklens'
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    if (icon) icon.href = fresh > 0 ? '/favicon-alert.svg' : '/favicon.svg'
  }, [fresh])
}

function countFailed(endpoints: Endpoint[]): number {
  return endpoints.reduce((sum, endpoint) => sum + endpoint.counts.failed, 0)
}

function useHidden(): boolean {
  const [hidden, setHidden] = useState(document.hidden)
  useEffect(() => {
    const read = () => setHidden(document.hidden)
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [])
  return hidden
}
