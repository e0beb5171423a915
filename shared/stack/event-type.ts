import type { z } from 'zod'
import type { Entity } from '../event.ts'
import type { SampleSource } from './sample-source.ts'

/** What Stack does not send about what an event tells of, where it would be looked for. */
export interface Unsent {
  /** Only where something at this path changed as well. */
  changed?: string
  says: string
}

/** An event type that Stack sends. */
export interface EventType {
  /** `user.created`. */
  type: string
  label: string
  /** When it is sent, in one sentence. */
  sentWhen: string
  /** Not in Stack's public list of types. */
  undocumented?: true
  /** Its `data`. Strict: what is not named in it is drift. */
  data: z.ZodType
  /** Whether the entity is there after it, with `data` as its state, or gone. Null: neither is known. */
  says: 'present' | 'deleted' | null
  unsent: Unsent[]
  sample(source: SampleSource): Record<string, unknown>
}

/** Types of one entity, which begin alike. */
export interface Family {
  /** What stands before the dot of its types. */
  name: string
  label: string
  /** Members of `data` whose values, joined by `/`, are the id of the entity. */
  entity: { kind: Entity['kind']; id: readonly string[] } | null
  /** What a reader would call the entity. @param text a member of `data`, where it is a text that can be shown */
  nameOf(text: (key: string) => string | null): string | null
  types: readonly EventType[]
}

/** `3f0d6c4e-6a0b-…-1f0e7a4b2c11` → `3f0d…2c11`. */
export function shortId(id: string | null): string | null {
  return id === null || id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`
}
