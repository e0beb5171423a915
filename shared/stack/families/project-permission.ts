import { z } from 'zod'
import type { Family } from '../event-type.ts'
import { idOf, permissionId } from '../fields.ts'
import type { SampleSource } from '../sample-source.ts'

const projectPermissionSchema = z.strictObject({ id: permissionId, user_id: idOf('user') })

const sample = (source: SampleSource) => ({ id: 'project_admin', user_id: source.uuid() })

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
