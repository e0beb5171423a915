import { z } from 'zod'
import { verdictSchema } from './verdict.ts'

/** One of the four examinations that every event goes through; each runs whatever the others found. */
export const checkSchema = z.object({
  check: z.enum(['headers', 'timestamp', 'secret', 'signature']),
  outcome: z.enum(['pass', 'fail', 'skipped']),
  /** A sentence that says what was compared and what was found. */
  message: z.string(),
})
export type Check = z.infer<typeof checkSchema>

/** The explanation of a verdict: what was checked, which secret matched, and what `svix` says. */
export const diagnosisSchema = z.object({
  verdict: verdictSchema,
  checks: z.array(checkSchema),
  /** The secret that signed the event; `position` counts the header's signatures from 1. */
  matched: z.object({ secretId: z.string(), label: z.string(), position: z.int() }).nullable(),
  /** `error` is the exact message that the `svix` package throws for this event, null when it accepts it. */
  svix: z.object({ version: z.string(), error: z.string().nullable() }),
})
export type Diagnosis = z.infer<typeof diagnosisSchema>
