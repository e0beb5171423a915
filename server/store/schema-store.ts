import type { Drift } from '../../shared/endpoint.ts'
import type { EventSummary } from '../../shared/event.ts'
import type { SchemaState } from '../../shared/schema/finding.ts'

/** Which schemas stored events are checked against, and how far; see `SchemaStore`. */
export interface SchemaChecking {
  /** A digest of the schemas. */
  version: string
  /** Events up to this seq have been checked. */
  upTo: number
  /** Later ones were checked at their receipt. */
  until: number
}

/** How a stored event stands to the schemas known now, and the fields that are new in it. */
export interface SchemaNote {
  seq: number
  state: SchemaState
  drifts: DriftAt[]
}

export interface DriftAt {
  endpointId: string
  drift: Drift
}

/** `seenAt`: when somebody said to have seen it; null: nobody did. */
export interface StoredDrift extends DriftAt {
  seenAt: number | null
}

/** How many events of a type are stored at an endpoint, and when the newest was received. */
export interface ReceivedType {
  type: string
  endpointId: string
  count: number
  lastAt: number
}

export interface SchemaStore {
  /** What is stored of each type and endpoint, the most frequent first. */
  received(): Promise<ReceivedType[]>
  /** Fields that drifted, oldest first. */
  drifts(): Promise<StoredDrift[]>
  /** Somebody has seen the fields of an endpoint that drifted since `upTo` at the latest. */
  markSeen(endpointId: string, upTo: number, at: number): Promise<void>
  checking(): Promise<SchemaChecking>
  /** All stored events are to be checked against other schemas. What drifted from those of before is forgotten. */
  begin(version: string): Promise<SchemaChecking>
  /** Stores what came of checking the events up to a seq, all at once. Gives those that are told otherwise now. */
  advance(upTo: number, notes: SchemaNote[]): Promise<EventSummary[]>
}
