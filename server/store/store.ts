import type { AnswerRule } from '../../shared/answer-rule.ts'
import type { Stats, SuggestedField, Suggestion } from '../../shared/api.ts'
import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Counts, Failures } from '../../shared/endpoint.ts'
import type { Entity, EventSummary, HeaderPair } from '../../shared/event.ts'
import type { Flag } from '../../shared/flag.ts'
import type { Query } from '../../shared/query/query.ts'
import type { Amount, Retention } from '../../shared/retention.ts'
import type { SchemaState } from '../../shared/schema/finding.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { View } from '../../shared/view.ts'
import type { DeliveryStore, NewDelivery, ReplayStore, TargetStore } from './delivery-store.ts'
import type { SchemaStore } from './schema-store.ts'

/** Where a store is: `openStore` and `openEventReader` take it. */
export interface StoreLocation {
  dataDir: string
}

/** An endpoint as the store keeps it. */
export interface EndpointRecord {
  id: string
  slug: string
  name: string
  createdAt: number
  /** When its secrets were changed and events were there; null: none, or all have been verified again since. */
  secretsChangedAt: number | null
  retention: Retention
  /** Whose words senders are answered with; null: Hooklens' own. */
  answer: AnswerRule | null
}
export type NewEndpoint = Omit<EndpointRecord, 'secretsChangedAt' | 'retention' | 'answer'>

/** A signing secret as the store keeps it: sealed, so that the file alone gives nothing away. */
export interface SecretRecord {
  id: string
  endpointId: string
  /** `user`: somebody added it. `sample`: made with the endpoint, signs Hooklens' own samples. */
  origin: 'user' | 'sample'
  label: string
  sealed: Uint8Array
  expiresAt: number | null
  createdAt: number
  /** Removed secrets are kept: they explain events that they signed. */
  removedAt: number | null
}

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

/** Some events of an endpoint; `oldest` is when the first of them to arrive was received, null without any. */
export interface Stretch extends Amount {
  oldest: number | null
}

/** What a rule does to what an endpoint holds. */
export interface RetentionEffect {
  stored: Stretch
  keeps: Stretch
  /** `newest`: when the last of them was received. */
  goes: Stretch & { newest: number | null }
}

/** What a sweep did. */
export interface Swept {
  deleted: number
  /** Whether more is over the limits now. */
  more: boolean
  /** When the oldest event that was kept reaches its age; null: it never does, or there is none. */
  nextAt: number | null
  /** What the endpoint held when the sweep began. */
  held: Amount
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

/** A write did not reach the disk, and a later try may: disk full, I/O error, database gone. */
export class StoreUnavailableError extends Error {
  constructor(cause: unknown) {
    super(`The store cannot write: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'StoreUnavailableError'
  }
}

/** Another Hooklens works on the same data. */
export class StoreInUseError extends Error {
  constructor(where: string) {
    super(`Another Hooklens is running on ${where}. Stop it, or choose another data dir with --data-dir.`)
    this.name = 'StoreInUseError'
  }
}

/** An event has this id already; its endpoint may be under deletion. */
export class EventIdTakenError extends Error {
  constructor() {
    super('Another event has this id.')
    this.name = 'EventIdTakenError'
  }
}

/** Another endpoint has this slug. */
export class SlugTakenError extends Error {
  readonly slug: string
  constructor(slug: string) {
    super(`Another endpoint has the slug "${slug}".`)
    this.name = 'SlugTakenError'
    this.slug = slug
  }
}

/** Another view or target has this name, if in another case. */
export class NameTakenError extends Error {
  constructor(what: 'view' | 'target', name: string) {
    super(`Another ${what} is called "${name}".`)
    this.name = 'NameTakenError'
  }
}

export interface EndpointStore {
  /** In the order in which they were made. Endpoints whose deletion has begun are not among them. */
  list(): Promise<EndpointRecord[]>
  /** Stores an endpoint with its first secrets, all or nothing. @throws SlugTakenError, StoreUnavailableError */
  insert(endpoint: NewEndpoint, secrets: SecretRecord[]): Promise<void>
  rename(id: string, name: string): Promise<void>
  setRetention(id: string, retention: Retention): Promise<void>
  setAnswer(id: string, answer: AnswerRule | null): Promise<void>
  /**
   * Resolves once the endpoint, its slug and its secrets are gone for every reader; its events follow in
   * small slices, also after a restart. Gives the number of events that go.
   */
  delete(id: string, deletedAt: number): Promise<number>
  /** Counts by endpoint id: events stored now, and refusals ever. */
  counts(): Promise<Map<string, Counts>>
  /** Counts a request that was refused because its body was too large. */
  countRefusal(id: string): Promise<void>
}

export interface SecretStore {
  /** Every secret of every endpoint, removed ones too, in the order in which they were added. */
  list(): Promise<SecretRecord[]>
  /**
   * A user's secret that comes, goes or gets another expiry sets `secretsChangedAt` of its endpoint, if that
   * holds events.
   */
  insert(secret: SecretRecord): Promise<void>
  update(id: string, change: SecretChange, at: number): Promise<void>
}
export interface SecretChange {
  label?: string | undefined
  expiresAt?: number | null | undefined
  removedAt?: number
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

/** Runs that verify stored events again, at most one an endpoint. A run is gone when it is done. */
export interface ReverificationStore {
  /** Those that were begun and are not done. */
  list(): Promise<Reverification[]>
  /** Begins a run over the events stored so far, in the place of one that is there. Null: no such endpoint. */
  begin(endpointId: string, query: string, at: number): Promise<Reverification | null>
  /**
   * Stores what a page came to, all at once: verdicts with their history and the endpoint's counts. An event
   * that was deleted, or has another verdict than the one read, stays as it is. Causes of failures are to be
   * looked for again, and flags where others are believed now. A run that reaches its end is gone; one over all events also clears `secretsChangedAt`,
   * unless the secrets changed after it began. Gives the run as it is now; null: its endpoint was deleted.
   * @throws StoreUnavailableError
   */
  advance(endpointId: string, page: ReverifiedPage, at: number): Promise<Reverification | null>
}

export interface ViewStore {
  /** In the order in which they are shown. */
  list(): Promise<View[]>
  /** Stores a view at a place, from 0; null: at the end. @throws NameTakenError, StoreUnavailableError */
  insert(view: View, position: number | null): Promise<void>
  /** Gives whether there is such a view. @throws NameTakenError, StoreUnavailableError */
  update(id: string, change: ViewChange): Promise<boolean>
  /** Gives whether there was such a view. */
  delete(id: string): Promise<boolean>
}
export interface ViewChange {
  name?: string | undefined
  query?: string | undefined
  position?: number | undefined
}

/** What a reader who writes a query may want to choose from. */
export interface SuggestionRequest {
  field: SuggestedField
  /** Whose values are wanted: a folded header name, or the keys of a path from `data` on; null: the names. */
  of: string | string[] | null
  prefix: string
  limit: number
}

export interface SuggestionStore {
  /**
   * Values that stored events have, without a look at all of them: counts may be too small, see
   * `suggestionSchema`. Those that hold line ends or are long are left out.
   */
  find(request: SuggestionRequest, signal?: AbortSignal): Promise<Suggestion[]>
}

/** What endpoints keep; see `goes` in `shared/retention.ts`. An endpoint without a limit loses nothing. */
export interface RetentionStore {
  /**
   * Deletes some of what an endpoint's rule does not keep, oldest first, in slices as of
   * `EventStore.deleteMatching`. Rule and amounts are read in the transaction of each slice, so that what others
   * delete meanwhile is not deleted twice. The rest between slices is `restFactor` times as long as they take.
   * Null: there is no such endpoint. @throws StoreUnavailableError
   */
  sweep(
    endpointId: string,
    now: number,
    options: { restFactor: number; signal: AbortSignal },
  ): Promise<Swept | null>
  /** What a rule would do to what is stored now. Null: there is no such endpoint. */
  preview(
    endpointId: string,
    rule: Retention,
    now: number,
    signal?: AbortSignal,
  ): Promise<RetentionEffect | null>
  /** How many of the stored events of an endpoint were received since then, to the minute. */
  receivedSince(endpointId: string, since: number): Promise<number>
}

/** Reads events beside the store, for a thread that works on many of them. */
export interface EventReader {
  /** The events of a run that were not checked yet, oldest first, one at a time. @throws QueryError */
  uncheckedEvents(run: Reverification): AsyncIterable<EventToVerify>
  close(): Promise<void>
}

/**
 * Where everything is kept. Engines differ in nothing that can be seen here; the conformance suite
 * (`testing/store-suite.ts`) holds each to this description.
 */
export interface Store {
  readonly endpoints: EndpointStore
  readonly secrets: SecretStore
  readonly events: EventStore
  readonly reverifications: ReverificationStore
  readonly suggestions: SuggestionStore
  readonly views: ViewStore
  readonly retention: RetentionStore
  readonly targets: TargetStore
  readonly deliveries: DeliveryStore
  readonly replays: ReplayStore
  readonly schemas: SchemaStore
  readonly location: StoreLocation
  /** A random name, made with the data. */
  readonly name: string
  /** Resolves when a write reaches the disk now. @throws StoreUnavailableError */
  check(): Promise<void>
  /** Writes what is queued, then closes. */
  close(): Promise<void>
}
