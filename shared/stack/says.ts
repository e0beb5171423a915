import { eventTypeOf, familyOf } from './registry.ts'

/**
 * What an event of a type says of its entity: `present` with its `data` as the state, `deleted` (of memberships and
 * permissions: it ended), or null: nothing that is known here. A type that is new in a known family says it by its name.
 */
export function saysOfEntity(type: string | null): 'present' | 'deleted' | null {
  const known = eventTypeOf(type)
  if (known) return known.says
  const family = familyOf(type)
  if (!family?.entity) return null
  if (family.entity.kind === 'issue') return 'present'
  const action = type?.split('.', 2)[1]
  if (action === 'created' || action === 'updated') return 'present'
  return action === 'deleted' ? 'deleted' : null
}
