import { Readable } from 'node:stream'
import { csvHead, toCsvLine } from '../../shared/export/csv.ts'
import type { EventLine } from '../../shared/export/event-line.ts'
import { harHead, harTail, toHarEntry } from '../../shared/export/har.ts'
import { allOf, atTime } from '../../shared/query/query.ts'
import type { ExportFormat, ExportRequest } from '../../shared/transfer.ts'
import { bodyAsJson } from '../body-json.ts'
import type { AppContext } from '../context.ts'
import { ofEndpoint } from '../events/service.ts'
import { readQuery } from '../read-query.ts'
import type { StoredEvent } from '../store/event-store.ts'
import { version } from '../version.ts'

/** What is held in memory of an export: a page as it was read, and one as it is written. */
const PAGE = { events: 200, bytes: 1024 * 1024 }

/**
 * The events as one file, written while it is read. Holds those that are stored when it is asked for; what is
 * deleted before its turn is left out. Destroyed, it asks the store for nothing more.
 * @throws AppError 400, 404
 */
export function exportEvents(ctx: AppContext, request: ExportRequest): Readable {
  const format = formats[request.format](ctx)
  const pages = request.ids ? chosenEvents(ctx, request.ids) : matchingEvents(ctx, request)
  return Readable.from(written(format, pages), { objectMode: false })
}

/** An event as a line of NDJSON has it. */
export function toEventLine({ body, ...event }: StoredEvent): EventLine {
  return { ...event, body: bodyAsJson(body) }
}

interface Format {
  head: string
  between: string
  tail: string
  write: (event: StoredEvent) => string
}

const formats: Record<ExportFormat, (ctx: AppContext) => Format> = {
  ndjson: () => ({
    head: '',
    between: '',
    tail: '',
    write: (event) => `${JSON.stringify(toEventLine(event))}\n`,
  }),
  har: (ctx) => ({
    head: harHead(version),
    between: ',\n',
    tail: harTail,
    write: (event) => JSON.stringify(toHarEntry(toEventLine(event), ctx.publicUrl())),
  }),
  csv: () => ({ head: csvHead, between: '', tail: '', write: toCsvLine }),
}

async function* written(format: Format, pages: AsyncIterable<StoredEvent[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(format.head)
  let between = ''
  for await (const page of pages) {
    if (page.length === 0) continue
    yield Buffer.from(between + page.map(format.write).join(format.between))
    between = format.between
  }
  yield Buffer.from(format.tail)
}

function matchingEvents(
  ctx: AppContext,
  { q, endpoint, ...at }: ExportRequest,
): AsyncIterable<StoredEvent[]> {
  const asked = atTime(readQuery(q, 'q'), at.askedAt ?? ctx.now())
  const query = endpoint === undefined ? asked : allOf([asked, ofEndpoint(ctx, endpoint)])
  const lastSeq = ctx.store.events.lastSeq()
  const upTo = Math.min(at.upTo ?? lastSeq, lastSeq)
  return (async function* () {
    for (let after = 0; after < upTo; ) {
      const page = await ctx.store.events.readWhole(query, { after, upTo, ...PAGE })
      yield page.events
      after = page.upTo
    }
  })()
}

async function* chosenEvents(ctx: AppContext, ids: string[]): AsyncGenerator<StoredEvent[]> {
  for (const id of new Set(ids)) {
    const event = await ctx.store.events.get(id)
    if (event) yield [event]
  }
}
