import type { Generated } from 'kysely'
import type { DeliveryKind, DeliveryStatus } from '../../shared/delivery.ts'
import type { DeliveryMark } from '../../shared/delivery-mark.ts'
import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Entity } from '../../shared/event.ts'
import type { Replay } from '../../shared/replay.ts'
import type { SchemaState } from '../../shared/schema/finding.ts'
import type { SignatureMode } from '../../shared/target.ts'
import type { Verdict } from '../../shared/verdict.ts'

/** The tables, as the newest migration leaves them. */
export interface Schema {
  endpoints: EndpointTable
  secrets: SecretTable
  events: EventTable
  event_contents: EventContentTable
  deleted_seq: DeletedSeqTable
  reverifications: ReverificationTable
  event_counts: EventCountTable
  event_hours: EventHourTable
  event_blocks: EventBlockTable
  store_name: StoreNameTable
  views: ViewTable
  targets: TargetTable
  replays: ReplayTable
  deliveries: DeliveryTable
  attempts: AttemptTable
  flagging: FlaggingTable
  drifts: DriftTable
  schema_checking: SchemaCheckingTable
}

export interface EndpointTable {
  id: string
  slug: string | null
  name: string
  created_at: number
  /** Set when deletion began: the slug is free again, events go in slices. */
  deleted_at: number | null
  verified: Generated<number>
  failed: Generated<number>
  unsigned: Generated<number>
  unchecked: Generated<number>
  refused: Generated<number>
  /** Set when its secrets change, until its stored events have been verified again. */
  secrets_changed_at: Generated<number | null>
  /** What it keeps at most; null: no limit. */
  max_age_ms: Generated<number | null>
  max_count: Generated<number | null>
  max_bytes: Generated<number | null>
  /** Of the bodies of its events. Kept in the transactions that change them. */
  bytes: Generated<number>
  /** JSON of an answer rule; null: senders hear from Hooklens itself. */
  answer: Generated<string | null>
}

export interface SecretTable {
  id: string
  endpoint_id: string
  origin: 'user' | 'sample'
  label: string
  sealed: Uint8Array
  expires_at: number | null
  created_at: number
  removed_at: number | null
}

export interface EventTable {
  seq: number
  id: string
  endpoint_id: string
  received_at: number
  method: string
  path: string
  query: string
  http_version: string
  remote_address: string
  content_type: string | null
  size: number
  message_id: string | null
  sent_at: number | null
  type: string | null
  entity_kind: Entity['kind'] | null
  entity_id: string | null
  about: string | null
  verdict: Verdict
  verified_by: string | null
  /** The place of the signature that matched among the header's `v1` signatures, from 1. */
  verified_position: number | null
  /** Null while the verdict is the one of its receipt. */
  verdict_at_receipt: Generated<Verdict | null>
  verdict_changed_at: Generated<number | null>
  top_cause: Generated<CauseCode | null>
  /** When the cause of a failure was looked for; null: not yet. */
  explained_at: Generated<number | null>
  /** Of all its deliveries together, the worst. Kept in the transactions that change them. */
  delivery_mark: Generated<DeliveryMark | null>
  /** A bit each, see `flag-bits.ts`. */
  flags: Generated<number>
  /** Null: not checked yet. */
  schema_state: Generated<SchemaState | null>
}

/** Apart from `events`, so that lists and counts never read bodies. */
export interface EventContentTable {
  seq: number
  /** JSON: name, value, name, value, … as they came. */
  headers: string
  body: Uint8Array
}

/** A run over stored events that verifies them again; its row is gone when it is done. */
export interface ReverificationTable {
  endpoint_id: string
  query: string
  started_at: number
  /** Events up to here belong to it. */
  up_to: number
  /** Events up to here have been checked. */
  cursor: number
  total: number
  checked: number
  changed: number
}

/** One row. */
export interface DeletedSeqTable {
  /** The highest seq that a deletion took away. */
  seq: number
}

/** How many events are stored, by the minute of their receipt. Kept in the transactions that change them. */
export interface EventCountTable {
  /** Minutes since the epoch. */
  minute: number
  endpoint_id: string
  /** Empty: no type. */
  type: string
  verdict: Verdict
  count: number
}

/** The same by the hour: hours since the epoch. */
export interface EventHourTable extends Omit<EventCountTable, 'minute'> {
  hour: number
}

/** Bounds of the times of receipt in a stretch of `EVENTS_PER_BLOCK` seqs; deletions leave them wider. */
export interface EventBlockTable {
  /** The stretch that begins at seq `block * EVENTS_PER_BLOCK`. */
  block: number
  oldest: number
  newest: number
}
export const EVENTS_PER_BLOCK = 1000

/** Queries under a name. */
export interface ViewTable {
  id: string
  name: string
  /** The name without its case; no two are the same. */
  name_key: string
  query: string
  position: number
  created_at: number
}

/** One row: a random name. */
export interface StoreNameTable {
  name: string
}

/** Where events are sent on to. */
export interface TargetTable {
  id: string
  name: string
  name_key: string
  url: string
  /** Sealed JSON of header pairs. */
  headers: Uint8Array
  secret: Uint8Array | null
  timeout_ms: number
  follow_redirects: number
  max_in_flight: number
  /** JSON of a retry schedule. */
  retry: string
  /** JSON of a forward rule. */
  forward: string
  created_at: number
}

/** Bulk replays. */
export interface ReplayTable {
  id: string
  target_id: string
  query: string | null
  chosen: string | null
  signature: SignatureMode
  new_message_id: number
  direction: Replay['order']
  rate_per_second: number | null
  stop_on_failure: number
  state: Replay['state']
  /** Events up to here belong to it. */
  up_to: number
  /** The seq of the last event that a delivery was made for, or how many of the chosen; null: none yet. */
  cursor: number | null
  total: number
  started: Generated<number>
  delivered: Generated<number>
  failed: Generated<number>
  cancelled: Generated<number>
  created_at: number
  finished_at: number | null
}

/** One event to be sent to one target. It goes with its event. */
export interface DeliveryTable {
  seq: Generated<number>
  id: string
  kind: DeliveryKind
  event_seq: number | null
  target_id: string | null
  url: string
  route: string
  lane: string | null
  signature: SignatureMode
  secret_id: string | null
  secret: Uint8Array | null
  new_message_id: string | null
  edit: string | null
  edited_body: Uint8Array | null
  status: DeliveryStatus
  due_at: number | null
  urgent: number
  claimed_at: number | null
  attempts: Generated<number>
  tries: Generated<number>
  retry: string
  last_status: number | null
  last_error: string | null
  last_ms: number | null
  replay_id: string | null
  created_at: number
  finished_at: number | null
}

/** One row. */
export interface FlaggingTable {
  /** Flags of the events up to this seq have been looked for. */
  up_to: number
}

/** Fields that senders added, by the first event that had them. */
export interface DriftTable {
  endpoint_id: string
  type: string
  field: string
  since: number
  event_id: string
  /** When somebody said to have seen it. */
  seen_at: Generated<number | null>
}

/** One row: which schemas stored events were last checked against, and how far. */
export interface SchemaCheckingTable {
  /** A digest of the schemas; empty: none. */
  version: string
  /** Events up to this seq have been checked against them, of those up to `until`. */
  up_to: number
  /** Later ones were checked at their receipt. */
  until: number
}

/** One HTTP try of a delivery. */
export interface AttemptTable {
  delivery_seq: number
  number: number
  started_at: number
  total_ms: number
  record: string
  answer_body: Uint8Array | null
}
