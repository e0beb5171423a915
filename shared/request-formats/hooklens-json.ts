import { z } from 'zod'
import { eventDetailSchema } from '../event.ts'
import { decodeBase64, encodeUtf8 } from './bytes.ts'
import { RequestFormatError, type SavedRequest } from './saved-request.ts'

const savedEventSchema = eventDetailSchema
  .pick({ method: true, path: true, headers: true, body: true })
  .extend({ query: z.string().default(''), receivedAt: z.int().nullable().default(null) })

/** Reads an event as `GET /api/events/{id}` gives it. @throws RequestFormatError */
export function parseHooklensEvent(event: unknown): SavedRequest {
  const parsed = savedEventSchema.safeParse(event)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    const place = path.length > 0 ? ` at ${path.join('.')}` : ''
    throw new RequestFormatError(
      `The JSON is neither a HAR file nor an event of Hooklens${place}: ${message}. Expected method, path, headers and body.`,
    )
  }
  const { method, path, query, headers, body, receivedAt } = parsed.data
  return {
    format: 'json',
    method,
    url: query === '' ? path : `${path}?${query}`,
    headers,
    body: body.encoding === 'base64' ? fromBase64(body.text) : encodeUtf8(body.text),
    receivedAt,
    warnings: [],
  }
}

function fromBase64(text: string): Uint8Array {
  try {
    return decodeBase64(text)
  } catch {
    throw new RequestFormatError('The event says that its body is base64, but it is not.')
  }
}
