import { type ImportResult, importedEventLimitBytes, MAX_TOLD_FAILURES } from '../../shared/transfer.ts'
import type { AppContext } from '../context.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import { AppError } from '../errors.ts'
import { judge, learnDrifts } from '../ingest/receive.ts'
import { EventIdTakenError, StoreUnavailableError } from '../store/errors.ts'
import { readHarEntries } from './har-entries.ts'
import { type Piece, readLines } from './lines.ts'
import { type ImportedEvent, readEventLine, readHarEntry, UnreadableEventError } from './read-event.ts'

/** Events that wait for their commit: so many at most, and no further one once they have so many bytes. */
const BATCH = { events: 100, bytes: 1024 * 1024 }

export interface ImportSource {
  format: ImportResult['format']
  bytes: AsyncIterable<Buffer>
}

interface Read extends ImportedEvent {
  number: number
}

/**
 * Stores the events of a file as if they had been received when they were: with their id and time, and the
 * verdict by the secrets known now. They get seqs of now, and are not told as new ones. What cannot be imported
 * is told in the result. When `signal` aborts, the batch in hand is stored and the reason thrown.
 * @throws AppError 503, and what `source` throws
 */
export async function importEvents(
  ctx: AppContext,
  { format, bytes }: ImportSource,
  endpoint: string | null,
  signal: AbortSignal,
): Promise<ImportResult> {
  const result: ImportResult = { format, imported: 0, skipped: 0, failedTotal: 0, failed: [] }
  const fail = (line: number, message: string) => {
    result.failedTotal++
    if (result.failed.length < MAX_TOLD_FAILURES) result.failed.push({ line, message })
  }
  const { maxBodyBytes } = ctx.config
  const [pieces, read] = format === 'har' ? [readHarEntries, readHarEntry] : [readLines, readEventLine]
  let batch: Read[] = []
  let size = 0
  const store = async () => {
    await storeBatch(ctx, batch, endpoint, result, fail)
    batch = []
    size = 0
    if (signal.aborted) throw stopped(result)
  }
  for await (const piece of pieces(bytes, importedEventLimitBytes(maxBodyBytes))) {
    const event = readPiece(piece, read, maxBodyBytes, fail)
    if (!event) continue
    batch.push({ ...event, number: piece.number })
    size += event.request.body.length
    if (batch.length >= BATCH.events || size >= BATCH.bytes) await store()
  }
  await store()
  // A batch tells first what could not be read.
  result.failed.sort((a, b) => a.line - b.line)
  return result
}

type Fail = (line: number, message: string) => void

function readPiece(
  piece: Piece,
  read: (bytes: Buffer, maxBodyBytes: number) => ImportedEvent,
  maxBodyBytes: number,
  fail: Fail,
): ImportedEvent | null {
  try {
    if ('bytes' in piece) return read(piece.bytes, maxBodyBytes)
    fail(piece.number, piece.problem)
  } catch (error) {
    if (!(error instanceof UnreadableEventError)) throw error
    fail(piece.number, error.message)
  }
  return null
}

async function storeBatch(
  ctx: AppContext,
  batch: Read[],
  endpoint: string | null,
  result: ImportResult,
  fail: Fail,
): Promise<void> {
  const known = await knownAmong(ctx, batch, result)
  const appends = batch.map(async ({ id, slug, request, number }) => {
    if (id !== null && known.has(id)) {
      result.skipped++
      return
    }
    if (id !== null) known.add(id)
    // Looked up each time: it may have been deleted, or its secrets changed, while the file came in.
    const owner = endpointOf(ctx, endpoint, slug)
    if (typeof owner === 'string') return fail(number, owner)
    const { event } = judge(ctx, id ?? ctx.newId('evt', request.receivedAt), owner, request)
    try {
      const seq = await ctx.store.events.append(event)
      learnDrifts(ctx, event)
      ctx.bus.publish({ kind: 'imported', seq, verdict: event.verdict })
      result.imported++
    } catch (err) {
      if (err instanceof StoreUnavailableError) throw unavailable(result)
      if (id !== null && err instanceof EventIdTakenError) {
        // Another import of the same file was faster.
        result.skipped++
        return
      }
      ctx.log.error({ err, id: event.id }, 'an event of a file could not be stored')
      fail(number, 'It could not be stored; the log of the server says why.')
    }
  })
  // All of them: none may still be on its way when the import is over.
  const refused = (await Promise.allSettled(appends)).find(({ status }) => status === 'rejected')
  if (refused) throw (refused as PromiseRejectedResult).reason
}

/** The ids that are there. Those of an endpoint that is just being deleted are not: they may come again. */
async function knownAmong(ctx: AppContext, batch: Read[], result: ImportResult): Promise<Set<string>> {
  const ids = batch.flatMap(({ id }) => id ?? [])
  try {
    await ctx.store.events.freeIds(ids)
  } catch (error) {
    throw error instanceof StoreUnavailableError ? unavailable(result) : error
  }
  return ctx.store.events.known(ids)
}

/** The endpoint that gets an event, or why none does. */
function endpointOf(ctx: AppContext, chosen: string | null, slug: string | null): OpenEndpoint | string {
  const named = chosen ?? slug
  if (named === null) return 'It names no endpoint: choose one for the whole file.'
  const found = chosen === null ? ctx.registry.bySlug(named) : ctx.registry.byIdOrSlug(named)
  if (found) return found
  const shown = JSON.stringify(named.slice(0, 100))
  return `There is no endpoint with slug ${shown}: make it, or choose one for the whole file.`
}

function stopped(result: ImportResult): AppError {
  return new AppError(503, 'STOPPING', `The server is being stopped. ${soFar(result)}`)
}

function unavailable(result: ImportResult): AppError {
  return new AppError(503, 'STORE_UNAVAILABLE', `The store cannot write now. ${soFar(result)}`)
}

function soFar({ imported, skipped }: ImportResult): string {
  const count = (imported + skipped).toLocaleString('en')
  return `${count} events of the file are stored; import it again, and those are skipped.`
}
