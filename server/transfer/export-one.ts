import { toCurl } from '../../shared/export/curl.ts'
import type { EventLine } from '../../shared/export/event-line.ts'
import { toFetch } from '../../shared/export/fetch.ts'
import { toHttpie } from '../../shared/export/httpie.ts'
import { toRawHttp } from '../../shared/export/raw-http.ts'
import type { EventFormat } from '../../shared/transfer.ts'
import type { AppContext } from '../context.ts'
import { requireEvent } from '../events/service.ts'
import { toEventLine } from './export.ts'

/** One event as a file. */
export interface EventFile {
  content: string | Buffer
  type: string
  /** What follows the id in the file's name. */
  extension: string
}

/** Writes one event in a format that sends it again, to this server. @throws AppError 404 */
export async function exportEvent(ctx: AppContext, id: string, format: EventFormat): Promise<EventFile> {
  const event = toEventLine(await requireEvent(ctx, id))
  return { content: writers[format](event, ctx.publicUrl()), ...files[format] }
}

const text = 'text/plain; charset=utf-8'
const files: Record<EventFormat, { type: string; extension: string }> = {
  curl: { type: text, extension: 'curl.sh' },
  httpie: { type: text, extension: 'httpie.sh' },
  fetch: { type: text, extension: 'mjs' },
  http: { type: 'message/http', extension: 'http' },
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
}

const writers: Record<EventFormat, (event: EventLine, origin: string) => string | Buffer> = {
  curl: (event, origin) => `${toCurl(event, origin)}\n`,
  httpie: (event, origin) => `${toHttpie(event, origin)}\n`,
  fetch: toFetch,
  http: (event) => Buffer.from(toRawHttp(event)),
  json: (event) => `${JSON.stringify(event)}\n`,
}
