import type { Stats } from '../../shared/api.ts'
import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Failures } from '../../shared/endpoint.ts'
import type { Entity, EventSummary, HeaderPair } from '../../shared/event.ts'
import type { Flag } from '../../shared/flag.ts'
import type { Query } from '../../shared/query/query.ts'
import type { SchemaState } from '../../shared/schema/finding.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { NewDelivery } from './delivery-store.ts'

/** An event that has its verdict and waits to be stored. The store gives it its `seq`. */
export interface NewEvent {
  id: string
  endpointId: string
  receivedAt: number
  method: string
  path: string
  query: string
  httpVersion: string
  remoteAddress: string
  headers: HeaderPair[]
  body: Uint8Array
  contentType: string | null
  messageId: string | null
  sentAt: number | null
  type: string | null
  entity: Entity | null
  about: string | null
  verdict: Verdict
  /** The secret that matched, by id, and the place of its signature; see `verifiedBySchema`. */
  verifiedBy: { secretId: string; position: number | null } | null
  /** Null: not checked. */
  schema: SchemaState | null
  /** Fields that the schema does not name and that are new at this endpoint: stored with it. */
  drifted: string[]
  /** Where it is sent on to: stored with it or not at all. */
  deliveries?: NewDelivery[]
}

/** The cause that was found for an event's failure; null: by the secrets known then it was good. */
export interface CauseNote {
  id: string
  topCause: CauseCode | null
}

/** What is odd about some events; every event up to `upTo` was looked at. */
export interface FoundFlags {
  upTo: number
  notes: { seq: number; flags: Flag[] }[]
}

/** Events whose flags are others than they were; `done` names what need not be looked at any more. */
export interface FoundFlagsAgain {
  notes: { seq: number; flags: Flag[] }[]
  done: number[]
}

/** What an event's flags come from, and the events beside it, by their ids; see `EventRelations`. */
export interface FoundRelations {
  flags: { flag: Flag; causes: string[] }[]
  entity: { before: string | null; after: string | null } | null
  message: { before: string | null; after: string | null } | null
  complete: boolean
}

/** An event with all its bytes. */
export interface StoredEvent extends EventSummary {
  httpVersion: string
  headers: HeaderPair[]
  body: Uint8Array
}

/** Events newest first. `nextCursor` continues behind the last one; null when there are no older ones. */
export interface PageBefore {
  events: EventSummary[]
  nextCursor: number | null
  /** False: the search took long, the page is short or empty, and the next one goes on where it stopped. */
  complete: boolean
  /** The newest seq in the store when the page was read. */
  lastSeq: number
}

/** Events oldest first. Everything up to `upTo` is in `events` or does not match. */
export interface PageAfter {
  events: EventSummary[]
  upTo: number
}

/** Which events are read whole, and how many at a time. */
export interface WholeLimits {
  /** Events after this seq, up to that one (inclusive). */
  after: number
  upTo: number
  /** At most so many, and no further one once they have so many bytes of headers and bodies together. */
  events: number
  bytes: number
}

/** Events whole, oldest first. Everything up to `upTo` is in `events` or does not match. */
export interface WholePage {
  events: StoredEvent[]
  upTo: number
}

/** What is to be counted beside the total. */
export interface StatsOptions {
  /** Bars of the histogram at most; 0: none is asked for. */
  bars: number
  /** The least width of a bar in milliseconds. */
  leastMs: number
  /** Where the histogram begins and ends (exclusive); null: where the query or the stored events do. */
  from: number | null
  to: number | null
  /** Where an answer that was not complete said to go on. */
  cursor: number | null
}

/** A stretch of seqs, both inclusive. */
export interface SeqRange {
  from: number
  upTo: number
}

/** What matches in the part of a stretch that was looked through: how many events, and the bytes of their bodies. */
export interface MeasuredPart {
  matching: number
  bytes: number
  /** When the first and the last of them were received; null: there are none. */
  oldest: number | null
  newest: number | null
  /** The seq at which to go on; null: that was all. */
  next: number | null
}

/** What a deletion did in the part of a stretch that it came to; `next` as of `MeasuredPart`. */
export interface DeletedPart {
  deleted: number
  next: number | null
}

/** Where an event stands among the others. */
export interface EventPlace {
  seq: number
  endpointId: string
  messageId: string | null
  sentAt: number | null
  /** The first entry of its signature header; null: it has none. */
  signature: string | null
}

/** What the events around one tell of it. */
export interface Neighbours {
  /** Whole seconds from timestamp to receipt of the last verified events of its endpoint before it. */
  agesS: number[]
  /** An earlier event with the same message id, timestamp and signature. */
  sameRequest: { id: string; receivedAt: number } | null
  /** An earlier event of another message that came with the same signature. */
  sameSignature: { id: string; receivedAt: number } | null
}

export interface EventStore {
  /**
   * Stores one event; resolves with its seq once it is on disk. Appends that come together share one
   * transaction; each is stored or refused by itself. Seqs ascend in the order of the calls and are never
   * given twice, also not after deletions. @throws EventIdTakenError, StoreUnavailableError
   */
  append(event: NewEvent): Promise<number>
  get(id: string): Promise<StoredEvent | null>
  /** These events as they are now, oldest first; those that are gone are left out. */
  summaries(ids: string[]): Promise<EventSummary[]>
  /**
   * The newest matching events before the cursor (exclusive; null: from the newest on). Queries of this and all
   * other methods name moments, not times ago: see `atTime`. What takes long is answered in parts. Work on an
   * answer ends when its signal is aborted, whose reason is thrown.
   */
  listBefore(query: Query, before: number | null, limit: number, signal?: AbortSignal): Promise<PageBefore>
  /** The oldest matching events after `after` (exclusive); they may end early, see `upTo`. */
  listAfter(query: Query, after: number, limit: number, signal?: AbortSignal): Promise<PageAfter>
  /**
   * The seq of the event that was received last at or before a time in epoch milliseconds; of several at the same
   * time the greatest; 0 when there is none. All events count, whatever a list asks for. Where clocks were set
   * back, or events were imported later, it is the nearest in time, wherever it stands in the order of arrival.
   */
  placeOfTime(at: number): Promise<number>
  /** When the first event from this seq on was received; null: there is none. */
  timeFrom(seq: number): Promise<number | null>
  /** The oldest matching events within limits, with headers and body; they may end early, see `upTo`. */
  readWhole(query: Query, limits: WholeLimits): Promise<WholePage>
  /**
   * Deletes those of these events at once whose endpoint is under deletion and that would go in some time anyway:
   * their ids may then come again. @throws StoreUnavailableError
   */
  freeIds(ids: string[]): Promise<void>
  /** Those of these ids that events here have, without those of endpoints under deletion. */
  known(ids: string[]): Promise<Set<string>>
  /** Counts what matches. What takes long is answered in parts, to be added up: see `nextCursor`. */
  stats(query: Query, options?: Partial<StatsOptions>, signal?: AbortSignal): Promise<Stats>
  /** Signatures are compared with some thousand events before it, not with all. */
  neighbours(event: EventPlace): Promise<Neighbours>
  /** What the last failures of each endpoint have in common, by endpoint id; endpoints without are left out. */
  failures(): Promise<Map<string, Failures>>
  /** The ids of failed events whose cause was not looked for yet, newest first. */
  unexplained(limit: number): Promise<string[]>
  /** Stores causes of failed events, all at once. Gives those that stand and failed still, as they are now. */
  noteCauses(notes: CauseNote[], at: number): Promise<EventSummary[]>
  /** The seq up to which flags were noted. */
  flaggedUpTo(): Promise<number>
  /**
   * Looks for what is odd about the events after a seq, oldest first, beside those before them: see
   * `shared/stack/order-flags.ts`. It reaches as far as they are indexed.
   */
  findFlags(after: number): Promise<FoundFlags>
  /** Adds flags to events and notes how far they were looked for, all at once. Gives those events as they are now. */
  noteFlags(found: FoundFlags): Promise<EventSummary[]>
  /** Whether flags are to be looked for again: verifying again has changed which events are believed. */
  flagsDueAgain(): Promise<boolean>
  /**
   * Looks again for the flags of some entities whose events are believed since, or no longer: up to a seq, behind which
   * `findFlags` comes yet. Null: they are not indexed yet.
   */
  findFlagsAgain(upTo: number): Promise<FoundFlagsAgain | null>
  /** Stores them in the place of those before, all at once. Gives those events as they are now. */
  noteFlagsAgain(found: FoundFlagsAgain): Promise<EventSummary[]>
  /**
   * What the flags of an event come from, by the same rules as `findFlags`, and the events right before and after it of
   * its entity and its message. Null: no such event.
   */
  relations(id: string): Promise<FoundRelations | null>
  /** The seq of the newest event ever stored, 0 before the first. */
  lastSeq(): number
  /** Whether there was an event to delete. */
  delete(id: string): Promise<boolean>
  /** Sums up what matches in a stretch, oldest first. What takes long is answered in parts, to be added up. */
  measure(query: Query, range: SeqRange, signal?: AbortSignal): Promise<MeasuredPart>
  /**
   * Deletes some of what matches in a stretch, oldest first, each event by what it is when its turn comes. It
   * is done in slices, each a transaction, cut by the clock so as to hold a writer up for no longer than 20 ms.
   * A slice that was written stays, also if `signal` is aborted. @throws StoreUnavailableError
   */
  deleteMatching(query: Query, range: SeqRange, signal: AbortSignal): Promise<DeletedPart>
  /** Deletes these events in the same way; gives how many of them were there. @throws StoreUnavailableError */
  deleteByIds(ids: string[], signal: AbortSignal): Promise<number>
}
