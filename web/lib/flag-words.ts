import type { Flag } from '../../shared/flag.ts'

/** A flag in a row. */
export const flagNames: Record<Flag, string> = {
  duplicate: 'duplicate',
  outOfOrder: 'out of order',
  conflict: 'conflict',
  afterDelete: 'after deletion',
}
