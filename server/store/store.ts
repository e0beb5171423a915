import type { Stats } from '../../shared/api.ts'
import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Counts, Failures } from '../../shared/endpoint.ts'
import type { Entity, EventSummary, HeaderPair } from '../../shared/event.ts'
import type { Query } from '../../shared/query/query.ts'
import type { Verdict } from '../../shared/verdict.ts'

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
}
export type NewEndpoint = Omit<EndpointRecord, 'secretsChangedAt'>

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
  /** The newest seq in the store when the page was read. */
  lastSeq: number
}

/** Events oldest first. Everything up to `upTo` is in `events` or does not match. */
export interface PageAfter {
  events: EventSummary[]
  upTo: number
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

/** Another endpoint has this slug. */
export class SlugTakenError extends Error {
  readonly slug: string
  constructor(slug: string) {
    super(`Another endpoint has the slug "${slug}".`)
    this.name = 'SlugTakenError'
    this.slug = slug
  }
}

export interface EndpointStore {
  /** In the order in which they were made. Endpoints whose deletion has begun are not among them. */
  list(): Promise<EndpointRecord[]>
  /** Stores an endpoint with its first secrets, all or nothing. @throws SlugTakenError, StoreUnavailableError */
  insert(endpoint: NewEndpoint, secrets: SecretRecord[]): Promise<void>
  rename(id: string, name: string): Promise<void>
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
   * given twice, also not after deletions. @throws StoreUnavailableError
   */
  append(event: NewEvent): Promise<number>
  get(id: string): Promise<StoredEvent | null>
  /** The newest matching events before the cursor (exclusive; null: from the newest on). */
  listBefore(query: Query, before: number | null, limit: number): Promise<PageBefore>
  /** The oldest matching events after `after` (exclusive). */
  listAfter(query: Query, after: number, limit: number): Promise<PageAfter>
  stats(query: Query): Promise<Stats>
  /** Signatures are compared with some thousand events before it, not with all. */
  neighbours(event: EventPlace): Promise<Neighbours>
  /** What the last failures of each endpoint have in common, by endpoint id; endpoints without are left out. */
  failures(): Promise<Map<string, Failures>>
  /** The ids of failed events whose cause was not looked for yet, newest first. */
  unexplained(limit: number): Promise<string[]>
  /** Stores causes of failed events, all at once. Gives those that stand and failed still, as they are now. */
  noteCauses(notes: CauseNote[], at: number): Promise<EventSummary[]>
  /** The seq of the newest event ever stored, 0 before the first. */
  lastSeq(): number
  /** Whether there was an event to delete. */
  delete(id: string): Promise<boolean>
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
   * looked for again. A run that reaches its end is gone; one over all events also clears `secretsChangedAt`,
   * unless the secrets changed after it began. Gives the run as it is now; null: its endpoint was deleted.
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

/**
 * Where everything is kept. Engines differ in nothing that can be seen here; the conformance suite
 * (`testing/store-suite.ts`) holds each to this description.
 */
export interface Store {
  readonly endpoints: EndpointStore
  readonly secrets: SecretStore
  readonly events: EventStore
  readonly reverifications: ReverificationStore
  readonly location: StoreLocation
  /** Resolves when a write reaches the disk now. @throws StoreUnavailableError */
  check(): Promise<void>
  /** Writes what is queued, then closes. */
  close(): Promise<void>
}
