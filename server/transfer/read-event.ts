import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import { type Body, bodySchema, headerPairSchema } from '../../shared/event.ts'
import type { CapturedRequest } from '../ingest/capture.ts'

/** An event of a file. `id` and `slug` are null where the file does not name them. */
export interface ImportedEvent {
  id: string | null
  slug: string | null
  request: CapturedRequest
}

/** Why a piece of a file is no event. The message is for whoever imports it. */
export class UnreadableEventError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnreadableEventError'
  }
}

// What ingest can have stored. Anything else would forge lines in what is exported again.
const target = z.string().regex(/^[!-~\x80-\xff]*$/, 'has a character that no request target can have')
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'has a character that no name can have')
const headerValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'has a character that no header can have')
/** Every time of which a date can be written with four digits for the year. */
const time = z.int().min(0).max(253_402_300_799_999)

const eventSchema = z.object({
  id: z
    .string()
    .regex(/^evt_[0-9a-z]{1,40}$/, 'is no id of an event')
    .nullable()
    .default(null),
  endpointSlug: z.string().nullable().default(null),
  receivedAt: time,
  method: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'is no method'),
  path: target.min(1),
  query: target.default(''),
  httpVersion: z
    .string()
    .regex(/^\d\.\d$/, 'is no version of HTTP')
    .default('1.1'),
  remoteAddress: z
    .string()
    .regex(/^[!-~]{0,100}$/, 'is no address')
    .default(''),
  headers: z.array(headerPairSchema.pipe(z.tuple([headerName, headerValue]))),
  body: bodySchema,
})

/** As much as the headers of a request that is received. */
const MAX_HEADER_BYTES = 64 * 1024

/** Reads a line of NDJSON. @throws UnreadableEventError */
export function readEventLine(bytes: Buffer, maxBodyBytes: number): ImportedEvent {
  return toImported(parseJson(bytes), maxBodyBytes)
}

const harEntrySchema = z.object({
  startedDateTime: z.string(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    httpVersion: z.string().default(''),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    postData: z.object({ text: z.string().default(''), encoding: z.string().optional() }).optional(),
  }),
  _hooklens: z.record(z.string(), z.unknown()).default({}),
})

/**
 * Reads an entry of a HAR file. What Hooklens wrote beside the request counts before what can be guessed from it.
 * @throws UnreadableEventError
 */
export function readHarEntry(bytes: Buffer, maxBodyBytes: number): ImportedEvent {
  const { startedDateTime, request, _hooklens } = parse(harEntrySchema, parseJson(bytes))
  const { text = '', encoding } = request.postData ?? {}
  return toImported(
    {
      receivedAt: Date.parse(startedDateTime),
      ...targetOf(request.url),
      httpVersion: httpVersionOf(request.httpVersion),
      ..._hooklens,
      method: request.method,
      // HTTP/2 carries method and path as headers that begin with a colon.
      headers: request.headers
        .filter(({ name }) => !name.startsWith(':'))
        .map(({ name, value }) => [name, value]),
      body: { encoding: encoding === 'base64' ? 'base64' : 'utf8', text },
    },
    maxBodyBytes,
  )
}

function toImported(value: unknown, maxBodyBytes: number): ImportedEvent {
  const { id, endpointSlug: slug, body, ...request } = parse(eventSchema, value)
  const headerBytes = request.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (headerBytes > MAX_HEADER_BYTES) throw new UnreadableEventError('Its headers are larger than 64 KiB.')
  const bytes = bytesOf(body)
  if (bytes.length > maxBodyBytes) {
    throw new UnreadableEventError(
      `Its body has ${bytes.length.toLocaleString('en')} bytes; this server takes ${maxBodyBytes.toLocaleString('en')}. HOOKLENS_MAX_BODY_BYTES sets that.`,
    )
  }
  return { id, slug, request: { ...request, body: bytes } }
}

function bytesOf({ encoding, text }: Body): Buffer {
  const bytes = Buffer.from(text, encoding)
  // Node reads what it can and says nothing of the rest.
  if (bytes.toString(encoding) === text) return bytes
  throw new UnreadableEventError(
    encoding === 'base64'
      ? 'Its body is said to be base64, but is not.'
      : 'Its body has half of a surrogate pair, which is no text.',
  )
}

function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new UnreadableEventError('Not UTF-8.')
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new UnreadableEventError(`Not JSON: ${(error as Error).message.slice(0, 200)}.`)
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [{ path, message } = { path: [], message: 'is missing' }] = parsed.error.issues
  const place = path.length > 0 ? `${path.join('.')}: ` : ''
  throw new UnreadableEventError(`No event: ${place}${message}.`.slice(0, 300))
}

/** The target of a URL: all behind its host, but for a fragment, which is not sent. */
function targetOf(url: string): { path: string; query: string } {
  const sent = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  const mark = sent.indexOf('?')
  const path = mark < 0 ? sent : sent.slice(0, mark)
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : sent.slice(mark + 1) }
}

/** `HTTP/1.1`, `http/2.0`, `h2`, `h3`. */
function httpVersionOf(text: string): string {
  const [, major, minor = '0'] = /^h(?:ttp\/)?(\d)(?:\.(\d))?$/i.exec(text) ?? []
  return major === undefined ? '1.1' : `${major}.${minor}`
}
