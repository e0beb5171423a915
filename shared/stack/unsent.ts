/** What Stack does not send about what an event tells of; where it would be looked for. */
interface Unsent {
  type: string
  /** Only where something at this path changed as well. */
  changed?: string
  says: string
}

/** As read from Stack's public source, April to autumn 2026. */
const unsent: Unsent[] = [
  {
    type: 'team.created',
    says: 'The membership and the permissions of its creator come without events of their own.',
  },
  { type: 'team.deleted', says: 'Its memberships and permissions end without events of their own.' },
  {
    type: 'user.created',
    says: 'Default project permissions come without events. The team.created of a personal team starts before this event, which therefore names no selected team; no user.updated follows.',
  },
  {
    type: 'user.deleted',
    says: 'For each team a team_membership.deleted comes, before or after this event; permissions end without events.',
  },
  {
    type: 'team_membership.created',
    says: 'A team_permission.created follows for each default permission.',
  },
  { type: 'team_membership.deleted', says: 'The member’s permissions in the team end without events.' },
  {
    type: 'user.updated',
    changed: 'data.primary_email_verified',
    says: 'An address that is verified by a link sends nothing: it shows with the next update, which may be this one.',
  },
]

/** What is not sent about an event, in sentences. @param changed the names of what it changed */
export function unsentAt(type: string | null, changed: readonly string[]): string[] {
  return unsent
    .filter((one) => one.type === type && (one.changed === undefined || changed.includes(one.changed)))
    .map(({ says }) => says)
}
