import { z } from 'zod'

/** Of all deliveries of an event together: one that failed before one that is under way before one that arrived. */
export const deliveryMarks = ['failed', 'due', 'delivered'] as const
export const deliveryMarkSchema = z.enum(deliveryMarks)
export type DeliveryMark = z.infer<typeof deliveryMarkSchema>
