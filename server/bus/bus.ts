import type { ReverifyProgress } from '../../shared/endpoint.ts'
import type { EventSummary } from '../../shared/event.ts'

/** What happened, for everybody who wants to know. */
export type Notice =
  /** An event is on disk. Events are published in the order of their seq. */
  | { kind: 'event'; event: EventSummary }
  /** The causes of stored events were found. */
  | { kind: 'changed'; events: EventSummary[] }
  /** Counts changed without a new event: a request was refused, events were deleted. */
  | { kind: 'counts' }
  /** Endpoints or secrets were changed. */
  | { kind: 'endpoints' }
  /** Stored events of an endpoint are being verified again; `done` is the last of a run. */
  | ({ kind: 'reverify'; endpointId: string; done: boolean } & ReverifyProgress)
  /** Events were deleted. */
  | { kind: 'deleted' }

export type Listener = (notice: Notice) => void

export interface Bus {
  publish(notice: Notice): void
  /** Gives the function that ends the subscription. */
  subscribe(listener: Listener): () => void
}
