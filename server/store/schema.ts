import type { Generated } from 'kysely'
import type { Entity } from '../../shared/event.ts'
import type { Verdict } from '../../shared/verdict.ts'

/** The tables, as the newest migration leaves them. */
export interface Schema {
  endpoints: EndpointTable
  secrets: SecretTable
  events: EventTable
  event_contents: EventContentTable
  deleted_seq: DeletedSeqTable
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
}

/** Apart from `events`, so that lists and counts never read bodies. */
export interface EventContentTable {
  seq: number
  /** JSON: name, value, name, value, … as they came. */
  headers: string
  body: Uint8Array
}

/** One row. */
export interface DeletedSeqTable {
  /** The highest seq that a deletion took away. */
  seq: number
}
