import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { findNeighbours } from '../../api/relations.ts'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import type { Side } from './use-side.ts'

/** Goes on to the pair before or after this one, along the events of the same entity, or else of the same message. */
export function useStep(left: Side, right: Side, onPair: (a: string, b: string) => void) {
  const client = useQueryClient()
  const [looking, setLooking] = useState(false)
  return async (direction: 'before' | 'after') => {
    const event = direction === 'before' ? left.event : right.event
    if (looking || event === null) return
    setLooking(true)
    try {
      const shared = event.entity === null ? 'message' : 'entity'
      const next = (await findNeighbours(client, event, shared))[direction]
      if (next === null) notifyDone(`Nothing came ${direction} this of the same ${shared}.`)
      else if (direction === 'before') onPair(next.id, event.id)
      else onPair(event.id, next.id)
    } catch (error) {
      notifyFailed('The next event could not be found', error)
    } finally {
      setLooking(false)
    }
  }
}
