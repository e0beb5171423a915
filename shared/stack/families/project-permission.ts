import { z } from 'zod'
import { drawsFrom } from '../draws.ts'
import type { Family } from '../event-type.ts'
import { idOf, permissionId } from '../fields.ts'
import type { SampleSource } from '../sample-source.ts'

const projectPermissionSchema = z.strictObject({ id: permissionId, user_id: idOf('user') })

const ids = ['project_admin', 'project_support', 'reports:read'] as const

function sample(source: SampleSource) {
  const user_id = source.uuid()
  return { id: drawsFrom(user_id).pick(ids), user_id }
}

export const projectPermissionFamily: Family = {
  name: 'project_permission',
  label: 'Project permission',
  entity: { kind: 'permission', id: ['user_id', 'id'] },
  nameOf: (text) => text('id'),
  types: [
    {
      type: 'project_permission.created',
      label: 'Project permission granted',
      sentWhen: 'A user was granted a permission in the whole project.',
      undocumented: true,
      data: projectPermissionSchema,
      says: 'present',
      unsent: [{ says: 'Default permissions of new users come without this event.' }],
      sample,
    },
    {
      type: 'project_permission.deleted',
      label: 'Project permission revoked',
      sentWhen: 'A permission in the whole project was taken from a user who stays.',
      undocumented: true,
      data: projectPermissionSchema,
      says: 'deleted',
      unsent: [],
      sample,
    },
  ],
}
