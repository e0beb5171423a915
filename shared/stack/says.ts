/**
 * What an event of a type says of its entity: `present` with its `data` as the state, `deleted` (of memberships and
 * permissions: it ended), or null: nothing that is known here.
 */
export function saysOfEntity(type: string | null): 'present' | 'deleted' | null {
  const [family, action] = type?.split('.', 2) ?? []
  switch (family) {
    case 'user':
    case 'team':
    case 'team_membership':
    case 'team_permission':
    case 'project_permission':
      if (action === 'created' || action === 'updated') return 'present'
      return action === 'deleted' ? 'deleted' : null
    case 'issue':
      return 'present'
    default:
      return null
  }
}
