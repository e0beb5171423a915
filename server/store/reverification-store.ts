import type { HeaderPair } from '../../shared/event.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { NewEvent } from './event-store.ts'

/** A run that verifies stored events of an endpoint again; see `ReverificationStore`. */
export interface Reverification {
  endpointId: string
  /** Chooses the events, as `printQuery` writes it; empty: all of the endpoint. */
  query: string
  startedAt: number
  /** The newest seq when it began. */
  upTo: number
  /** Events up to this seq have been checked. */
  cursor: number
  total: number
  checked: number
  /** How many of those checked have another verdict now. */
  changed: number
}

/** A stored event with what its verdict rests on. */
export interface EventToVerify {
  seq: number
  receivedAt: number
  headers: HeaderPair[]
  body: Uint8Array
  verdict: Verdict
  verifiedBy: NewEvent['verifiedBy']
}

/** What verifying an event again came to; `was` is the verdict that it replaces. */
export interface VerdictChange {
  seq: number
  was: Verdict
  verdict: Verdict
  verifiedBy: NewEvent['verifiedBy']
}

/** What verifying the next events of a run came to. */
export interface ReverifiedPage {
  /** Every event of the run up to this seq has been checked. */
  upTo: number
  checked: number
  /** Those with another verdict, or verified by another secret or signature. */
  changes: VerdictChange[]
  /** The seqs of those that fail as before. */
  stillFailed: number[]
}

/** Runs that verify stored events again, at most one an endpoint. A run is gone when it is done. */
export interface ReverificationStore {
  /** Those that were begun and are not done. */
  list(): Promise<Reverification[]>
  /** Begins a run over the events stored so far, in the place of one that is there. Null: no such endpoint. */
  begin(endpointId: string, query: string, at: number): Promise<Reverification | null>
  /**
   * Stores what a page came to, all at once: verdicts with their history and the endpoint's counts. An event
   * that was deleted, or has another verdict than the one read, stays as it is. Causes of failures are to be
   * looked for again, and flags where others are believed now. A run that reaches its end is gone; one over all
   * events also clears `secretsChangedAt`, unless the secrets changed after it began. Gives the run as it is
   * now; null: its endpoint was deleted.
   * @throws StoreUnavailableError
   */
  advance(endpointId: string, page: ReverifiedPage, at: number): Promise<Reverification | null>
}

/** Reads events beside the store, for a thread that works on many of them. */
export interface EventReader {
  /** The events of a run that were not checked yet, oldest first, one at a time. @throws QueryError */
  uncheckedEvents(run: Reverification): AsyncIterable<EventToVerify>
  close(): Promise<void>
}
