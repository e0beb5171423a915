import type { ReverifyProgress } from '../../shared/endpoint.ts'
import type { EventSummary } from '../../shared/event.ts'
import type { EventContent } from '../../shared/query/query.ts'
import type { Replay } from '../../shared/replay.ts'
import type { Verdict } from '../../shared/verdict.ts'

/** What happened, for everybody who wants to know. */
export type Notice =
  /** An event is on disk. Events are published in the order of their seq. */
  | { kind: 'event'; event: EventSummary; content: EventContent }
  /** An event that was received earlier, maybe elsewhere, is on disk. In the order of seqs with the others. */
  | { kind: 'imported'; seq: number; verdict: Verdict }
  /** The causes of stored events were found. */
  | { kind: 'changed'; events: EventSummary[] }
  /** Counts changed without a new event: a request was refused, events were deleted. */
  | { kind: 'counts' }
  /** Endpoints or secrets were changed. */
  | { kind: 'endpoints' }
  /** Stored events of an endpoint are being verified again; `done` is the last of a run. */
  | ({ kind: 'reverify'; endpointId: string; done: boolean } & ReverifyProgress)
  /** Views were made, changed or deleted. */
  | { kind: 'views' }
  /** Targets were made, changed or deleted, or found to be down or up again. */
  | { kind: 'targets' }
  /** A delivery was made, or changed; null: of no event, target or replay. */
  | { kind: 'deliveries'; eventId: string | null; targetId: string | null; replayId: string | null }
  /** Many deliveries to a target were cancelled. */
  | { kind: 'cancelled'; targetId: string }
  /** A bulk replay began, went on or ended. */
  | { kind: 'replay'; replay: Replay }
  /** Events were deleted. */
  | { kind: 'deleted' }

export type Listener = (notice: Notice) => void

export interface Bus {
  publish(notice: Notice): void
  /** Gives the function that ends the subscription. */
  subscribe(listener: Listener): () => void
}
