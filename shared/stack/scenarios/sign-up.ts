import { drawCast } from './cast.ts'
import { joining } from './memberships.ts'
import { inTurn, type Scenario } from './scenario.ts'

export const signUp: Scenario = {
  name: 'sign-up',
  label: 'Sign-up',
  shows:
    'A user who was invited to a team signs up: the event of the personal team starts before that of its user. The membership and the permissions in the personal team come without events, those in the other team with one each.',
  steps: (source) => {
    const { user, personalTeam, invitingTeam } = drawCast(source)
    return inTurn(source, [
      {
        payload: { type: 'team.created', data: personalTeam },
        note: 'The personal team comes before its user.',
      },
      { payload: { type: 'user.created', data: user }, note: 'The user signs up, with no selected team.' },
      ...joining({ team: invitingTeam, user }),
    ])
  },
}
