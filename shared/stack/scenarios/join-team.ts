import { drawCast } from './cast.ts'
import { joining } from './memberships.ts'
import { inTurn, type Scenario } from './scenario.ts'

export const joinTeam: Scenario = {
  name: 'join-team',
  label: 'Joining a team',
  shows: 'A user becomes a member of another team: the membership, then a permission for each default one.',
  steps: (source) => {
    const { user, otherTeam } = drawCast(source)
    return inTurn(source, joining({ team: otherTeam, user }))
  },
}
