import { drawCast } from './cast.ts'
import { leaving } from './memberships.ts'
import { inTurn, type Scenario } from './scenario.ts'

export const leaveTeam: Scenario = {
  name: 'leave-team',
  label: 'Leaving a team',
  shows:
    'A member leaves the team of the sign-up, or is removed: one event alone, for permissions end without events.',
  steps: (source) => {
    const { user, invitingTeam } = drawCast(source)
    return inTurn(source, [leaving({ team: invitingTeam, user })])
  },
}
