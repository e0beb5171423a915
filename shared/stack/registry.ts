import { z } from 'zod'
import type { EventType, Family } from './event-type.ts'
import { issueFamily } from './families/issue.ts'
import { projectPermissionFamily } from './families/project-permission.ts'
import { stackTestFamily } from './families/stack-test.ts'
import { teamFamily } from './families/team.ts'
import { teamMembershipFamily } from './families/team-membership.ts'
import { teamPermissionFamily } from './families/team-permission.ts'
import { userFamily } from './families/user.ts'

/** Every event type of Stack that is known here, by family: a new one is a file and a line. */
export const families: readonly Family[] = [
  userFamily,
  teamFamily,
  teamMembershipFamily,
  teamPermissionFamily,
  projectPermissionFamily,
  issueFamily,
  stackTestFamily,
]

const byName = new Map(families.map((family) => [family.name, family]))
const byType = new Map(
  families.flatMap(({ types }) => types).map((eventType): [string, EventType] => [eventType.type, eventType]),
)

/** The family that a type belongs to by its name, also where the type itself is not known. */
export function familyOf(type: string | null): Family | null {
  return (type !== null && byName.get(type.split('.', 1)[0] ?? '')) || null
}

export function eventTypeOf(type: string | null): EventType | null {
  return (type !== null && byType.get(type)) || null
}

/** The names of all types, by family. */
export const eventTypes: readonly string[] = [...byType.keys()]

const payloadSchemas = new Map(
  [...byType.values()].map(({ type, data }) => [type, z.strictObject({ type: z.literal(type), data })]),
)

/** The schema of a whole payload of a type; null: the type is not known. */
export function payloadSchemaOf(type: string): z.ZodType | null {
  return payloadSchemas.get(type) ?? null
}
