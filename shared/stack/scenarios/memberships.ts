import { defaultPermissions } from './cast.ts'
import type { Draft } from './scenario.ts'

interface Membership {
  team: { id: string; display_name: string }
  user: { id: string }
}

/** A member is added: the membership, then a permission for each default one. */
export function joining({ team, user }: Membership): Draft[] {
  const ids = { team_id: team.id, user_id: user.id }
  return [
    {
      payload: { type: 'team_membership.created', data: ids },
      note: `They become a member of ${team.display_name}.`,
    },
    ...defaultPermissions.map(
      (id): Draft => ({
        payload: { type: 'team_permission.created', data: { id, ...ids } },
        note: `Members have ${id}.`,
      }),
    ),
  ]
}

/** A member goes: permissions end without events. */
export function leaving({ team, user }: Membership): Draft {
  return {
    payload: { type: 'team_membership.deleted', data: { team_id: team.id, user_id: user.id } },
    note: `They are no member of ${team.display_name} any more.`,
  }
}
