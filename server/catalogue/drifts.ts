import type { Drift } from '../../shared/endpoint.ts'
import { fieldName } from '../../shared/schema/field-name.ts'
import type { SchemaCheck } from '../../shared/schema/finding.ts'
import type { NewEvent, Store, StoredDrift } from '../store/store.ts'

/** A sender that makes up field after field must not fill memory and page: no more are noted at an endpoint. */
const MOST_FIELDS = 200

/** The fields that drifted, in memory: which of an event's are new is known before it is stored. */
export interface Drifts {
  /** The fields of a payload that drifted and that are new at the endpoint. */
  newIn(endpointId: string, type: string, check: SchemaCheck): string[]
  /** An event is stored, and the fields that are new in it with it. */
  learn(event: NewEvent): void
  /** Those that nobody has said to have seen, oldest first. */
  unseen(endpointId: string): Drift[]
  /** The store knows others now. */
  reload(): Promise<void>
}

export async function loadDrifts(store: Store): Promise<Drifts> {
  const known = new Map<string, StoredDrift[]>()
  const at = (endpointId: string) => known.get(endpointId) ?? []
  const has = (endpointId: string, type: string, field: string) =>
    at(endpointId).some(({ drift }) => drift.type === type && drift.field === field)
  const add = (one: StoredDrift) => known.set(one.endpointId, [...at(one.endpointId), one])

  const drifts: Drifts = {
    newIn: (endpointId, type, { state, findings }) => {
      if (state === 'valid' || state === 'unknown') return []
      const fields = findings.filter(({ kind }) => kind === 'drift').map(({ path }) => fieldName(path))
      return [...new Set(fields)]
        .filter((field) => !has(endpointId, type, field))
        .slice(0, Math.max(0, MOST_FIELDS - at(endpointId).length))
    },
    learn: ({ endpointId, type, receivedAt, id, drifted = [] }) => {
      for (const field of drifted) {
        if (type === null || has(endpointId, type, field)) continue
        add({ endpointId, drift: { type, field, since: receivedAt, eventId: id }, seenAt: null })
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
