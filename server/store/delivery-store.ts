import type { AttemptError, DeliveryKind, DeliveryStatus, Timings } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import type { Replay } from '../../shared/replay.ts'
import type { Forward, Retry, SignatureMode } from '../../shared/target.ts'

/** A target as the store keeps it; what may hold credentials is sealed. */
export interface TargetRecord {
  id: string
  name: string
  url: string
  /** Sealed JSON of header pairs. */
  headers: Uint8Array
  secret: Uint8Array | null
  timeoutMs: number
  followRedirects: number
  maxInFlight: number
  retry: Retry
  forward: Forward
  createdAt: number
}
export type TargetChange = Partial<Omit<TargetRecord, 'id' | 'createdAt'>>

export interface TargetStore {
  /** In the order in which they were made. */
  list(): Promise<TargetRecord[]>
  /** @throws NameTakenError, StoreUnavailableError */
  insert(target: TargetRecord): Promise<void>
  /** Gives whether there is such a target. @throws NameTakenError, StoreUnavailableError */
  update(id: string, change: TargetChange): Promise<boolean>
  /** Its due deliveries are cancelled. Gives whether there was such a target. */
  delete(id: string, at: number): Promise<boolean>
  /** Deliveries that wait or are under way, and those that failed, by target id; targets without are left out. */
  counts(): Promise<Map<string, { due: number; failed: number }>>
}

/** What is sent in the place of the event's own. */
export interface Edit {
  method?: string | undefined
  headers?: HeaderPair[] | undefined
}

/** A delivery that is to be made. */
export interface NewDelivery {
  id: string
  kind: DeliveryKind
  targetId: string | null
  url: string
  /** What shares a circuit and a limit of requests in flight: a target's id, or an origin. */
  route: string
  /** Those of one lane go one after the other, in the order in which they were made; null: it has none. */
  lane: string | null
  signature: SignatureMode
  /** The endpoint's secret that signs. */
  secretId: string | null
  /** Another one that signs, sealed with the delivery's id. */
  secret: Uint8Array | null
  newMessageId: string | null
  edit: Edit | null
  editedBody: Uint8Array | null
  retry: Retry
  /** Somebody waits for it: it goes before all others. */
  urgent: boolean
  replayId: string | null
  createdAt: number
}

/** A delivery as it is kept. */
export interface DeliveryRecord extends NewDelivery {
  /** Its place in the order in which deliveries were made. */
  seq: number
  eventSeq: number | null
  eventId: string | null
  eventType: string | null
  endpointId: string | null
  status: DeliveryStatus
  /** Null: no attempt follows, or it waits for one before it in its lane. */
  dueAt: number | null
  attempts: number
  /** Attempts that count, without those that were interrupted. */
  tries: number
  last: { status: number | null; error: AttemptError | null; totalMs: number } | null
  finishedAt: number | null
}

/** What is known of a request's signature when it is sent. */
export interface SentFacts {
  signature: SignatureMode
  /** Whether the signature is good for the bytes that are sent; null: it has none, or nobody can say. */
  signatureValid: boolean | null
  /** Seconds from its timestamp to the sending; null: it has none. */
  ageS: number | null
  secretLabel: string | null
  edited: boolean
}

/** One HTTP try as it is kept. */
export interface AttemptRecord {
  number: number
  startedAt: number
  request: { method: string; url: string; headers: HeaderPair[]; size: number }
  answer: {
    status: number
    statusText: string
    httpVersion: string
    headers: HeaderPair[]
    /** The first `KEPT_ANSWER_BYTES` as they came. */
    body: Uint8Array
    size: number
    truncated: boolean
  } | null
  remoteAddress: string | null
  redirects: { status: number; url: string }[]
  timings: Timings
  error: AttemptError | null
  sent: SentFacts
}

/** How an attempt ended, and what follows. */
export interface Outcome {
  delivery: Pick<DeliveryRecord, 'seq' | 'eventSeq' | 'lane' | 'replayId'>
  attempt: AttemptRecord
  /** `due`: another attempt follows at `dueAt`. */
  status: Extract<DeliveryStatus, 'due' | 'delivered' | 'failed'>
  dueAt: number | null
  /** Whether it counts as one of the attempts that the schedule allows. */
  counts: boolean
}

/** What a delivery's request is made of. */
export interface EventToSend {
  method: string
  path: string
  query: string
  headers: HeaderPair[]
  body: Uint8Array
  messageId: string | null
}

/** Which deliveries are listed. */
export interface DeliveryFilter {
  eventId?: string | undefined
  targetId?: string | undefined
  replayId?: string | undefined
  status?: DeliveryStatus | undefined
}

/**
 * Deliveries are rows: whoever claims one may send it, and nobody else. An event's deliveries go with it. The
 * marks of events (`deliveryMark`) and the counts of replays are kept in the transactions that change deliveries.
 */
export interface DeliveryStore {
  /** Makes a delivery of a stored event, or of none (a test). Gives it; null: the event is gone. */
  insert(delivery: NewDelivery, eventId: string | null): Promise<DeliveryRecord | null>
  /**
   * Takes deliveries of a route whose time has come, at most `limit`, those that wait longest first: nobody else
   * gets them. `canWait`: some milliseconds, to be stored together with what ends meanwhile.
   * @throws StoreUnavailableError
   */
  claim(route: string, limit: number, now: number, options?: { canWait?: boolean }): Promise<DeliveryRecord[]>
  /**
   * Stores how attempts ended; resolves once that is on disk. What comes together shares one transaction.
   * Those that were cancelled or deleted meanwhile stay so, with the attempt.
   */
  finish(outcome: Outcome): Promise<void>
  /** Gives claimed deliveries back, unsent; they are due at `dueAt`. */
  release(seqs: number[], dueAt: number): Promise<void>
  /**
   * Makes due what was claimed before `before` and never came to an end: their server ended meanwhile. Gives them.
   */
  recover(before: number): Promise<DeliveryRecord[]>
  /** For each route with deliveries that have a time: the earliest. */
  routes(): Promise<{ route: string; dueAt: number }[]>
  /** Null: the event is gone. */
  eventToSend(eventSeq: number): EventToSend | null
  /** Newest first; of edited bodies only whether there are any: they are empty. */
  list(filter: DeliveryFilter, before: number | null, limit: number): Promise<DeliveryRecord[]>
  get(id: string): Promise<DeliveryRecord | null>
  attempts(deliverySeq: number): Promise<AttemptRecord[]>
  /** Makes an ended delivery due once more, or one that waits for its time due now. Gives it; null: there is none, or it is being sent. */
  retry(id: string, now: number): Promise<DeliveryRecord | null>
  /** Cancels a delivery that has not ended. Gives it; null: there is none, or it has ended. */
  cancel(id: string, now: number): Promise<DeliveryRecord | null>
  /** Cancels all due deliveries to a target, or those of a replay to it; gives how many. */
  cancelAll(of: { targetId: string; replayId?: string }, now: number): Promise<number>
}

/** A bulk replay as it is kept. */
export interface ReplayRecord extends Omit<Replay, 'targetName' | 'waitsFor'> {
  /** The ids of events chosen by hand, in the order in which they are sent; null: by query. */
  chosen: string[] | null
  upTo: number
  /** The seq of the last event that a delivery was made for, or how many of the chosen; null: none yet. */
  cursor: number | null
}

export interface ReplayStore {
  /** Newest first, without the ids of chosen events, which are many. */
  list(limit: number): Promise<Omit<ReplayRecord, 'chosen'>[]>
  /** Those that run. */
  running(): Promise<ReplayRecord[]>
  get(id: string): Promise<ReplayRecord | null>
  insert(replay: ReplayRecord): Promise<void>
  /**
   * Makes deliveries of some events, and notes how far it came, all at once. Events that are gone are passed over.
   * Nothing is done for a replay that does not run. Gives it as it is now.
   */
  advance(
    id: string,
    deliveries: { eventId: string; delivery: NewDelivery }[],
    cursor: number,
  ): Promise<ReplayRecord | null>
  /** Changes the state, if it is one of `from`. Gives the replay as it is now; null: there is none, or it is not. */
  setState(id: string, from: Replay['state'][], to: Replay['state'], at: number): Promise<ReplayRecord | null>
}
