import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Delivery, ReplayEventInput } from '../../../../shared/delivery.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import { replayEvent } from '../../../api/deliveries.ts'
import { readStored } from '../../../lib/use-stored.ts'
import { forAnother, readRemembered, rememberedInput } from './draft.ts'

/** What was sent last from this page: it is sent again with one key. */
let last: { eventId: string; input: ReplayEventInput } | null = null

/** Under this name the browser keeps the settings used last. */
export const REMEMBERED = 'replay'

/** The settings that "Send again" uses for this event; null: nothing was sent yet. */
export function lastInput(event: EventDetail): ReplayEventInput | null {
  if (last === null) {
    const kept = readRemembered(readStored(REMEMBERED))
    return kept && rememberedInput(kept)
  }
  return last.eventId === event.id ? last.input : forAnother(last.input)
}

/** Sends the event; `onSent` hears of the delivery that this began. */
export function useReplay(event: EventDetail, onSent: (delivery: Delivery) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: ReplayEventInput) => replayEvent(event.id, input),
    onSuccess: (delivery, input) => {
      last = { eventId: event.id, input }
      void client.invalidateQueries({ queryKey: ['deliveries'] })
      onSent(delivery)
    },
  })
}
