import { z } from 'zod'
import { drawsFrom } from '../draws.ts'
import type { Family } from '../event-type.ts'
import { idOf, permissionId } from '../fields.ts'
import type { SampleSource } from '../sample-source.ts'

const teamPermissionSchema = z.strictObject({
  id: permissionId,
  team_id: idOf('team'),
  user_id: idOf('user'),
})

/** `$` begins those that Stack defines; the others are a project's own. */
const ids = ['team_member', 'team_admin', '$update_team', '$invite_members', 'billing:read'] as const

function sample(source: SampleSource) {
  const [team_id, user_id] = [source.uuid(), source.uuid()]
  return { id: drawsFrom(user_id).pick(ids), team_id, user_id }
}

export const teamPermissionFamily: Family = {
  name: 'team_permission',
  label: 'Team permission',
  entity: { kind: 'permission', id: ['team_id', 'user_id', 'id'] },
  nameOf: (text) => text('id'),
  types: [
    {
      type: 'team_permission.created',
      label: 'Team permission granted',
      sentWhen:
        'A member was granted a permission in a team; after a new membership, one for each default permission.',
      data: teamPermissionSchema,
      says: 'present',
      unsent: [],
      sample,
    },
    {
      type: 'team_permission.deleted',
      label: 'Team permission revoked',
      sentWhen: 'A permission in a team was taken from a member who stays.',
      data: teamPermissionSchema,
      says: 'deleted',
      unsent: [],
      sample,
    },
  ],
}
