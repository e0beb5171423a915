import { queryOptions } from '@tanstack/react-query'
import { messageSchema } from '../../shared/message.ts'
import { callApi } from './client.ts'

/** All events of one message; fetched again as events arrive. */
export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['message', messageId],
    queryFn: ({ signal }) =>
      callApi(`/api/messages/${encodeURIComponent(messageId)}`, { schema: messageSchema, signal }),
    staleTime: 5_000,
    gcTime: 60_000,
  })
