import type { Drift } from '../../shared/endpoint.ts'
import { fieldName } from '../../shared/schema/field-name.ts'
import type { SchemaCheck } from '../../shared/schema/finding.ts'
import type { NewEvent } from '../store/event-store.ts'
import type { StoredDrift } from '../store/schema-store.ts'
import type { Store } from '../store/store.ts'

/** A sender that makes up field after field must not fill memory and page: no more are noted at an endpoint. */
const MOST_FIELDS = 200

/** The fields that drifted, in memory: which of an event's are new is known before it is stored. */
export interface Drifts {
  /** The fields of a payload that drifted and that no event received before has at the endpoint. */
  newIn(endpointId: string, type: string, check: SchemaCheck, receivedAt: number): string[]
  /** An event is stored, and the fields that are new in it with it. */
  learn(event: Pick<NewEvent, 'endpointId' | 'type' | 'receivedAt' | 'id' | 'drifted'>): void
  /** Those that nobody has said to have seen, oldest first. */
  unseen(endpointId: string): Drift[]
  /** The store knows others now. */
  reload(): Promise<void>
}

export async function loadDrifts(store: Store): Promise<Drifts> {
  const known = new Map<string, StoredDrift[]>()
  const at = (endpointId: string) => known.get(endpointId) ?? []
  const find = (endpointId: string, type: string, field: string) =>
    at(endpointId).find(({ drift }) => drift.type === type && drift.field === field)
  const add = (one: StoredDrift) => known.set(one.endpointId, [...at(one.endpointId), one])

  const drifts: Drifts = {
    newIn: (endpointId, type, { state, findings }, receivedAt) => {
      if (state === 'valid' || state === 'unknown') return []
      const fields = findings.filter(({ kind }) => kind === 'drift').map(({ path }) => fieldName(path))
      let room = MOST_FIELDS - at(endpointId).length
      return [...new Set(fields)].filter((field) => {
        const known = find(endpointId, type, field)
        // Imports bring older events than those that are known, and so does checking what is stored.
        return known ? receivedAt < known.drift.since : room-- > 0
      })
    },
    learn: ({ endpointId, type, receivedAt, id, drifted }) => {
      for (const field of drifted) {
        if (type === null) continue
        const known = find(endpointId, type, field)
        const drift = { type, field, since: receivedAt, eventId: id }
        if (known === undefined) add({ endpointId, drift, seenAt: null })
        else if (receivedAt < known.drift.since) known.drift = drift
      }
    },
    unseen: (endpointId) =>
      at(endpointId)
        .filter(({ seenAt }) => seenAt === null)
        .map(({ drift }) => drift),
    reload: async () => {
      const stored = await store.schemas.drifts()
      known.clear()
      for (const one of stored) add(one)
    },
  }
  await drifts.reload()
  return drifts
}
