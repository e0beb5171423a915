import type { Generated } from 'kysely'
import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Entity } from '../../shared/event.ts'
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
  event_blocks: EventBlockTable
  store_name: StoreNameTable
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

/** Bounds of the times of receipt in a stretch of `EVENTS_PER_BLOCK` seqs; deletions leave them wider. */
export interface EventBlockTable {
  /** The stretch that begins at seq `block * EVENTS_PER_BLOCK`. */
  block: number
  oldest: number
  newest: number
}
export const EVENTS_PER_BLOCK = 1000

/** One row: a random name. */
export interface StoreNameTable {
  name: string
}
