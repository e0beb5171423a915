import { z } from 'zod'

/** How events are written into one file. */
export const exportFormats = ['ndjson', 'har', 'csv'] as const
export const exportFormatSchema = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof exportFormatSchema>

/** `GET /api/events/export`: every event that matches at a moment, now if none is named, oldest first. */
export const exportQuerySchema = z.object({
  q: z.string().max(2000).default(''),
  /** Id or slug. */
  endpoint: z.string().optional(),
  format: exportFormatSchema.default('ndjson'),
  /** Events up to this seq only; those that came later are left out. */
  upTo: z.coerce.number().int().nonnegative().optional(),
  /** The moment that `after:2h` counts from; epoch milliseconds. Left out: now. */
  askedAt: z.coerce.number().int().nonnegative().optional(),
})

/** How many events can be chosen by their ids. */
export const MAX_EXPORTED_IDS = 10_000

/** `POST /api/events/export`: by ids, in their order, or as `GET` does. */
export const exportRequestSchema = exportQuerySchema.extend({
  ids: z
    .preprocess(
      // A form has texts only.
      (ids) => (typeof ids === 'string' ? ids.split(',').filter((id) => id !== '') : ids),
      z.array(z.string()).max(MAX_EXPORTED_IDS),
    )
    .optional(),
})
export type ExportRequest = z.infer<typeof exportRequestSchema>

/** How one event is written. */
export const eventFormats = ['curl', 'httpie', 'fetch', 'http', 'json'] as const
export type EventFormat = (typeof eventFormats)[number]
export const exportEventQuerySchema = z.object({ format: z.enum(eventFormats) })

/** `POST /api/events/import`; the body is the file. Without `format` its beginning tells. */
export const importQuerySchema = z.object({
  /** Id or slug of the endpoint that gets all of them; without it each goes to the one that it names. */
  endpoint: z.string().optional(),
  format: z.enum(['ndjson', 'har']).optional(),
})

/** How many failures are told one by one. */
export const MAX_TOLD_FAILURES = 100

export const importResultSchema = z.object({
  format: z.enum(['ndjson', 'har']),
  /** Stored now. */
  imported: z.int(),
  /** Those whose id was there already. */
  skipped: z.int(),
  failedTotal: z.int(),
  /** Those that could not be imported, some of them if they are many. `line` counts the lines of NDJSON, the entries of HAR, from 1. */
  failed: z.array(z.object({ line: z.int(), message: z.string() })).max(MAX_TOLD_FAILURES),
})
export type ImportResult = z.infer<typeof importResultSchema>

/**
 * How many bytes the text of one event may take, of a server that takes bodies of `maxBodyBytes`: in JSON a
 * byte of a body takes six characters at worst.
 */
export function importedEventLimitBytes(maxBodyBytes: number): number {
  // No JavaScript engine makes a text out of much more.
  return Math.min(6 * maxBodyBytes + 1024 * 1024, 500_000_000)
}
