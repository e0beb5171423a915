/** What somebody does, the events that Stack sends about it, and those that one would expect and that it does not send. */
export interface StackAction {
  action: string
  /** In the order in which they are sent, as far as there is one. */
  sends: string[]
  /** How often, or in which order, where that is not plain. */
  note: string | null
  doesNotSend: string[]
}

/** What readers wonder about, as read from Stack's public source, April to autumn 2026. */
export const stackActions: readonly StackAction[] = [
  {
    action: 'A user signs up, or is created',
    sends: ['user.created'],
    note: 'Anonymous sign-ups too.',
    doesNotSend: ['project_permission.created for default permissions'],
  },
  {
    action: 'A user signs up and gets a personal team',
    sends: ['team.created', 'user.created'],
    note: 'The team starts before the user, whose selected_team is null.',
    doesNotSend: ['user.updated for the team that is selected then', 'team_membership.created'],
  },
  {
    action: 'An e-mail address is verified by a link, or the user is active',
    sends: [],
    note: 'It shows with the next user.updated.',
    doesNotSend: ['user.updated'],
  },
  {
    action: 'A user is deleted',
    sends: ['team_membership.deleted', 'user.deleted'],
    note: 'One membership for each team, in any order with the user.',
    doesNotSend: ['team_permission.deleted', 'project_permission.deleted'],
  },
  {
    action: 'A team is created with a creator',
    sends: ['team.created'],
    note: null,
    doesNotSend: ['team_membership.created', 'team_permission.created'],
  },
  {
    action: 'A team is deleted',
    sends: ['team.deleted'],
    note: null,
    doesNotSend: ['team_membership.deleted', 'team_permission.deleted'],
  },
  {
    action: 'A member is added',
    sends: ['team_membership.created', 'team_permission.created'],
    note: 'The membership, then one permission for each default permission.',
    doesNotSend: [],
  },
  {
    action: 'A member is removed',
    sends: ['team_membership.deleted'],
    note: null,
    doesNotSend: ['team_permission.deleted'],
  },
]
