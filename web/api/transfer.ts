import { errorSchema } from '../../shared/api.ts'
import {
  type EventFormat,
  type ExportFormat,
  type ImportResult,
  importResultSchema,
} from '../../shared/transfer.ts'
import { ApiError } from './client.ts'
import type { AsOf } from './events.ts'

/** Where the browser fetches the events that match as a file. */
export function exportUrl(q: string, format: ExportFormat, asOf: AsOf | null): string {
  const search = new URLSearchParams({ ...(q === '' ? {} : { q }), format })
  if (asOf !== null) {
    search.set('upTo', String(asOf.upTo))
    search.set('askedAt', String(asOf.askedAt))
  }
  return `/api/events/export?${search}`
}

/** Where the browser fetches one event as a file. */
export function eventFileUrl(id: string, format: EventFormat): string {
  return `/api/events/${encodeURIComponent(id)}/export?format=${format}`
}

/** Where chosen events are asked for, with a form: no address has room for their ids. */
export const EXPORT_ACTION = '/api/events/export'

interface Upload {
  /** Id or slug; null: each event goes to the endpoint that it names. */
  endpoint: string | null
  /** How many of the file's bytes the server has taken. */
  onProgress(bytes: number): void
  signal: AbortSignal
}

/** Sends a file of events; the browser reads it as it goes. @throws ApiError, and `signal`'s reason */
export function importFile(file: File, { endpoint, onProgress, signal }: Upload): Promise<ImportResult> {
  const search = endpoint === null ? '' : `?${new URLSearchParams({ endpoint })}`
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how far an upload is.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/events/import${search}`)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onload = () => {
      const answer = parseJson(request.responseText)
      const result = importResultSchema.safeParse(answer)
      if (request.status === 200 && result.success) resolve(result.data)
      else reject(toError(request, answer))
    }
    request.onerror = () => reject(brokenOff)
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

const brokenOff = new ApiError(
  0,
  'UNREACHABLE',
  'The upload broke off. Check that Hooklens is still running and that the file can be read, then import it again: events that are there already are skipped.',
)

function toError({ status, statusText }: XMLHttpRequest, answer: unknown): ApiError {
  const { success, data } = errorSchema.safeParse(answer)
  if (success) return new ApiError(data.statusCode, data.code, data.message, data.issues)
  return new ApiError(status, 'HTTP_ERROR', `The server answered ${status} ${statusText}`.trim())
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
