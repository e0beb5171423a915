import { z } from 'zod'
import { type CreateTarget, createTargetSchema } from '../shared/target.ts'

/** A value that stands in the file, or in an environment variable that it names. */
const valueSchema = z.union([z.string(), z.strictObject({ env: z.string().min(1) })])

/** A target as the configuration file has it: credentials are named, not written down. */
export const fileTargetSchema = z.strictObject({
  ...createTargetSchema.shape,
  headers: z.record(z.string(), valueSchema).default({}),
  secret: z.strictObject({ env: z.string().min(1) }).optional(),
})

/** Reads the values that the environment holds. @throws Error what is missing, or cannot be used */
export function readFileTarget(
  { headers, secret, ...target }: z.infer<typeof fileTargetSchema>,
  env: Record<string, string | undefined>,
): CreateTarget {
  const read = (what: string, name: string) => {
    const value = env[name]
    if (value) return value
    throw new Error(`the target "${target.name}" takes ${what} from ${name}, which is not set.`)
  }
  const pairs = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : read(`the header ${name}`, value.env),
  ])
  const parsed = createTargetSchema.safeParse({
    ...target,
    headers: pairs,
    secret: secret ? read('its secret', secret.env) : null,
  })
  if (parsed.success) return parsed.data
  throw new Error(`the target "${target.name}": ${z.prettifyError(parsed.error)}`)
}
