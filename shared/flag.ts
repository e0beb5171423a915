import { z } from 'zod'

/**
 * What is odd about an event beside the others of its endpoint. `duplicate`: its message came before. Of its entity:
 * `outOfOrder`: something that was made later came before it; `conflict`: which of two is the later cannot be known;
 * `afterDelete`: it came after the deletion. New ones are added at the end: stores keep their places.
 */
export const flags = ['duplicate', 'outOfOrder', 'conflict', 'afterDelete'] as const
export const flagSchema = z.enum(flags)
export type Flag = z.infer<typeof flagSchema>
