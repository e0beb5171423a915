import { z } from 'zod'
import { decodeBase64, encodeUtf8 } from './bytes.ts'
import { RequestFormatError, type SavedRequest } from './saved-request.ts'

const entrySchema = z.object({
  startedDateTime: z.string().optional(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    bodySize: z.number().optional(),
    postData: z.object({ text: z.string().optional(), encoding: z.string().optional() }).optional(),
  }),
})
const harSchema = z.object({ log: z.object({ entries: z.array(entrySchema).min(1) }) })

/**
 * Reads one entry of a HAR file: the one at `index`, counted from 0, or else the first that has a signature, or
 * else the first. @throws RequestFormatError
 */
export function parseHar(har: unknown, index: number | null = null): SavedRequest {
  const parsed = harSchema.safeParse(har)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    throw new RequestFormatError(`The HAR file cannot be read at ${path.join('.')}: ${message}.`)
  }
  const { entries } = parsed.data.log
  const entry = index === null ? (entries.find(isSigned) ?? entries[0]) : entries[index]
  if (!entry) {
    throw new RequestFormatError(`The HAR file has ${entries.length} entries; there is none at ${index}.`)
  }
  const { method, url, headers, bodySize = -1, postData } = entry.request
  const body = bodyOf(postData?.text ?? '', postData?.encoding)
  const startedAt = Date.parse(entry.startedDateTime ?? '')
  const warnings = []
  if (bodySize >= 0 && bodySize !== body.length) {
    warnings.push(`The HAR file says that the body had ${bodySize} bytes; it holds ${body.length}.`)
  }
  return {
    format: 'har',
    method,
    url,
    // HTTP/2 carries method and path as headers that begin with a colon.
    headers: headers.filter(({ name }) => !name.startsWith(':')).map(({ name, value }) => [name, value]),
    body,
    receivedAt: Number.isNaN(startedAt) ? null : startedAt,
    warnings,
  }
}

function isSigned({ request }: z.infer<typeof entrySchema>): boolean {
  return request.headers.some(({ name }) => /^(?:svix|webhook)-signature$/i.test(name))
}

function bodyOf(text: string, encoding: string | undefined): Uint8Array {
  if (encoding !== 'base64') return encodeUtf8(text)
  try {
    return decodeBase64(text)
  } catch {
    throw new RequestFormatError('The HAR file says that the body is base64, but it is not.')
  }
}
