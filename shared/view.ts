import { z } from 'zod'

/** How many views are kept at most. */
export const MAX_VIEWS = 100

const nameSchema = z
  .string()
  .trim()
  .min(1, 'A name needs at least one character.')
  .max(100, 'A name has at most 100 characters.')
const querySchema = z
  .string()
  .trim()
  .min(1, 'A view needs a query.')
  .max(2000, 'A query has at most 2,000 characters.')
/** The place in the list, from 0; beyond its end is the end. */
const positionSchema = z.int().nonnegative()

/** A query under a name. No two names are the same but for their case. */
export const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  createdAt: z.int(),
})
export type View = z.infer<typeof viewSchema>

/** `GET /api/views`, in the order in which they are to be shown. */
export const viewListSchema = z.object({ views: z.array(viewSchema) })

/** `POST /api/views`. Without `position` it comes last. */
export const createViewSchema = z.strictObject({
  name: nameSchema,
  query: querySchema,
  position: positionSchema.optional(),
})
export type CreateView = z.infer<typeof createViewSchema>

/** `PATCH /api/views/{id}` */
export const updateViewSchema = z.strictObject({
  name: nameSchema.optional(),
  query: querySchema.optional(),
  position: positionSchema.optional(),
})
export type UpdateView = z.infer<typeof updateViewSchema>
