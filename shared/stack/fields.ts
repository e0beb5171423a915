import { z } from 'zod'

/**
 * Parts of schemas that several families use. Beside JSON Schema's own words, they carry three for readers:
 * `x-time` (what a number counts), `x-entity` (whose id a text is) and `x-undocumented` (Stack sends it, though its
 * public description leaves it out).
 */

/** @param description without a full stop */
export function idOf(kind: 'user' | 'team' | 'issue', description = `Id of the ${kind}`) {
  return z.guid().meta({ description, 'x-entity': kind })
}

/** A time in epoch milliseconds. */
export function millis(description: string) {
  return z.int().nonnegative().meta({ description, 'x-time': 'epoch-millis' })
}

/** Whatever JSON the developer stored. */
export function metadata(description: string) {
  return z.unknown().meta({ description: `${description}; any JSON, not only objects` })
}

/** A slug such as `team_member`; those of the system begin with `$`. */
export const permissionId = z
  .string()
  .regex(/^\$?[a-z0-9_:]+$/)
  .meta({ description: 'Id of the permission; those that Stack defines begin with $' })

/** Sent, though Stack's public description leaves it out: it may go as it came. */
export function undocumented<T extends z.ZodType>(schema: T, description: string) {
  return schema.optional().meta({ description, 'x-undocumented': true })
}
