import { z } from 'zod'
import { type Family, shortId } from '../event-type.ts'
import { idOf } from '../fields.ts'
import type { SampleSource } from '../sample-source.ts'

const membershipSchema = z.strictObject({ team_id: idOf('team'), user_id: idOf('user') })

const sample = (source: SampleSource) => ({ team_id: source.uuid(), user_id: source.uuid() })

export const teamMembershipFamily: Family = {
  name: 'team_membership',
  label: 'Team membership',
  entity: { kind: 'membership', id: ['team_id', 'user_id'] },
  nameOf: (text) => {
    const [team, user] = [text('team_id'), text('user_id')]
    return team && user && `${shortId(user)} in ${shortId(team)}`
  },
  types: [
    {
      type: 'team_membership.created',
      label: 'Member joined a team',
      sentWhen:
        'A user became a member of a team that was there before. A team_permission.created follows for each default permission.',
      data: membershipSchema,
      says: 'present',
      unsent: [],
      sample,
    },
    {
      type: 'team_membership.deleted',
      label: 'Member left a team',
      sentWhen: 'A member left or was removed, or a user with memberships was deleted.',
      data: membershipSchema,
      says: 'deleted',
      unsent: [{ says: 'The member’s permissions in the team end without events.' }],
      sample,
    },
  ],
}
