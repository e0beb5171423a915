import type { Endpoint } from '../../../shared/endpoint.ts'
import { storedEvents } from '../../lib/stored-events.ts'

/** The endpoint whose first event is awaited: the one that is shown, or the first where none has any. */
export function waitingEndpoint(endpoint: Endpoint | null, endpoints: Endpoint[]): Endpoint | null {
  const isWithoutEvents = (one: Endpoint) => storedEvents(one) === 0
  const waiting = endpoint ?? (endpoints.every(isWithoutEvents) ? endpoints[0] : undefined)
  return waiting && isWithoutEvents(waiting) ? waiting : null
}
