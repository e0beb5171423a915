import type { Entity } from '../../shared/event.ts'
import { type Filter, termOf } from './filter.ts'

/** What a filter asks for by `user:`, `team:` or `entity:`; null: nothing, or more than one of them. */
export function namedEntity(filter: Filter): { kind: Entity['kind'] | null; id: string } | null {
  const named = (['user', 'team', 'entity'] as const).flatMap((field) => {
    const id = termOf(filter, field)
    // An id alone does not say what it is of.
    return id === null ? [] : [{ kind: field === 'entity' ? null : field, id }]
  })
  return named.length === 1 ? (named[0] ?? null) : null
}
