import type { Entity } from '../event.ts'
import type { Family } from './event-type.ts'
import { familyOf } from './registry.ts'

/** What a payload says of itself, as far as it can be read. */
export interface PayloadFacts {
  type: string | null
  entity: Entity | null
  /** What a reader would call the entity. */
  about: string | null
}

const nothing: PayloadFacts = { type: null, entity: null, about: null }

/** Longer values are no type and no id that Stack sends; they would only burden lists and indexes. */
const MAX_LENGTH = 256

/**
 * Reads type, entity and a name for it from a payload `{type, data}`. Any JSON may come in: what does not
 * look as Stack sends it gives null.
 */
export function parsePayload(payload: unknown): PayloadFacts {
  const type = textAt(payload, 'type')
  if (type === null) return nothing
  const data = valueAt(payload, 'data')
  return { type, ...describe(type, data) }
}

function describe(type: string, data: unknown): Omit<PayloadFacts, 'type'> {
  const family = familyOf(type)
  const text = (key: string) => textAt(data, key)
  if (!family) return { entity: null, about: text('message') }
  return { entity: family.entity && entityIn(family.entity, text), about: family.nameOf(text) }
}

function entityIn(
  { kind, id }: NonNullable<Family['entity']>,
  text: (key: string) => string | null,
): Entity | null {
  const parts = id.map(text)
  return parts.every((part) => part !== null) ? { kind, id: parts.join('/') } : null
}

function textAt(value: unknown, key: string): string | null {
  const found = valueAt(value, key)
  return typeof found === 'string' && found !== '' && found.length <= MAX_LENGTH ? found : null
}

/** Own properties only: a payload's `__proto__` is a key like any other. */
function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}
