import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type EventWindow, follow } from '../live/window.ts'
import { useCurrent } from './use-current.ts'

/** Opens an event that this page has just had made, and shows what waits above it in the list. */
export function useOpenSample(): (eventId: string, slug: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { q, slug } = useCurrent()
  return async (eventId, sentTo) => {
    const nextQ = slug === null || slug === sentTo ? q : `endpoint:${sentTo}`
    client.setQueryData<EventWindow>(
      ['events', nextQ],
      (window) => window && (follow(window, true) ?? window),
    )
    await navigate({ to: '/events/$eventId', params: { eventId }, search: nextQ === '' ? {} : { q: nextQ } })
  }
}
