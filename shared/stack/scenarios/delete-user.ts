import { drawCast } from './cast.ts'
import { leaving } from './memberships.ts'
import { type Draft, inTurn, type Scenario } from './scenario.ts'

export const deleteUser: Scenario = {
  name: 'delete-user',
  label: 'Deleting a user',
  shows:
    'A user of three teams is deleted: a membership ends in each, before or after the event of the user. Permissions end without events.',
  steps: (source) => {
    const { user, personalTeam, invitingTeam, otherTeam } = drawCast(source)
    const teams = [personalTeam, invitingTeam, otherTeam]
    const deleted: Draft = {
      payload: { type: 'user.deleted', data: { id: user.id, teams: teams.map(({ id }) => ({ id })) } },
      note: 'The user is deleted.',
    }
    return inTurn(source, source.draws.shuffle([deleted, ...teams.map((team) => leaving({ team, user }))]))
  },
}
