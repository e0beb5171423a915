import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

export interface Address {
  q: string
  /** The event that is open. */
  eventId: string | null
  tab: string | null
}

/**
 * Asks what the address says now. What is on screen may be of the address before: a key or a click that goes on
 * from where the address is asks here, or the second of two quick ones does what the first one did.
 */
export function useAddress(): () => Address {
  const router = useRouter()
  return useCallback(() => {
    const { pathname, search } = router.latestLocation
    const eventId = /^\/events\/([^/]+)$/.exec(pathname)?.[1] ?? null
    return { q: search.q ?? '', eventId, tab: search.tab ?? null }
  }, [router])
}
