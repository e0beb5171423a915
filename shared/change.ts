import { z } from 'zod'

/** From the root of a JSON text to a value: keys, and places in arrays. */
export const pathSchema = z.array(z.union([z.string(), z.int()]))
export type Path = z.infer<typeof pathSchema>

/** A value as it stands in its text; `text` is its first 2,000 characters, `length` counts all. */
export const valueTextSchema = z.object({ text: z.string(), length: z.int() })
export type ValueText = z.infer<typeof valueTextSchema>

/**
 * Where something changed. `path` leads through the right text, of what was removed through the left one; `name` is the
 * same for readers, with elements by their id: `data.teams[id="t1"].name`. `noise`: it changes with every activity and
 * says little, such as `last_active_at_millis`.
 */
const placeSchema = z.object({ path: pathSchema, name: z.string(), noise: z.boolean() })

/** One difference between two JSON texts, by meaning. */
export const changeSchema = z.discriminatedUnion('kind', [
  placeSchema.extend({ kind: z.literal('added'), value: valueTextSchema }),
  placeSchema.extend({ kind: z.literal('removed'), value: valueTextSchema }),
  placeSchema.extend({ kind: z.literal('changed'), before: valueTextSchema, after: valueTextSchema }),
  /** An element of an array stands at another place among those that both have: `from` on the left, `to` on the right. */
  placeSchema.extend({ kind: z.literal('moved'), value: valueTextSchema, from: z.int(), to: z.int() }),
])
export type Change = z.infer<typeof changeSchema>

/** Something that `JSON.parse` would lose or a comparison by meaning passes over. */
export const diffNoteSchema = z.object({
  kind: z.enum([
    /** A number that JavaScript cannot hold: digits would be lost. */
    'bigNumber',
    /** A key that an object has twice: readers take one of them. */
    'duplicateKey',
    /** The same members in another order. */
    'keyOrder',
    /** A key that is gone and one that is new differ in case, `_` and `-` alone: `displayName` and `display_name`. */
    'keySpelling',
    /** The same value, written otherwise: `1.0` and `1`, `é` and `\u00e9`. */
    'spelling',
    /** Other white space between the values, or a byte order mark. */
    'whiteSpace',
  ]),
  side: z.enum(['left', 'right', 'both']),
  /** As of a change; null: of the text as a whole. */
  name: z.string().nullable(),
  message: z.string(),
})
export type DiffNote = z.infer<typeof diffNoteSchema>

/** Two JSON texts compared by meaning, in the order of the texts. */
export const jsonDiffSchema = z.object({
  /** The first of them; `total` counts all. */
  changes: z.array(changeSchema),
  total: z.int(),
  notes: z.array(diffNoteSchema),
})
export type JsonDiff = z.infer<typeof jsonDiffSchema>
