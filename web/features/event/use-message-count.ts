import { useQuery } from '@tanstack/react-query'
import type { EventDetail } from '../../../shared/event.ts'
import { messageQuery } from '../../api/messages.ts'

/**
 * How many events the message of an event has; null: one, or not known yet. `isAsked`: the tab is in the address and
 * stays, then the count is empty until there is one to tell.
 */
export function useMessageCount(event: EventDetail, isAsked: boolean): number | string | null {
  const { messageId } = event
  const { data } = useQuery({ ...messageQuery(messageId ?? ''), enabled: messageId !== null })
  const count = data?.endpoints.reduce((sum, { attempts }) => sum + attempts.length, 0) ?? 0
  if (count < 2) return isAsked ? '' : null
  return data?.complete ? count : `${count}+`
}
