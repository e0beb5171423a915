import { drawCast } from './cast.ts'
import { inTurn, type Scenario } from './scenario.ts'

export const permissionChange: Scenario = {
  name: 'permission-change',
  label: 'Changing permissions',
  shows: 'A member of a team becomes its administrator: a permission is granted, and the former one revoked.',
  steps: (source) => {
    const { user, invitingTeam } = drawCast(source)
    const ids = { team_id: invitingTeam.id, user_id: user.id }
    return inTurn(source, [
      {
        payload: { type: 'team_permission.created', data: { id: 'team_admin', ...ids } },
        note: 'team_admin is granted.',
      },
      {
        payload: { type: 'team_permission.deleted', data: { id: 'team_member', ...ids } },
        note: 'team_member is revoked.',
      },
    ])
  },
}
