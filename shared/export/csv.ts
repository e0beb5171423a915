import type { EventSummary } from '../event.ts'

const columns: Record<string, (event: EventSummary) => string | number | null> = {
  id: ({ id }) => id,
  seq: ({ seq }) => seq,
  endpoint: ({ endpointSlug }) => endpointSlug,
  receivedAt: ({ receivedAt }) => isoTime(receivedAt),
  verdict: ({ verdict }) => verdict,
  topCause: ({ topCause }) => topCause,
  verifiedBy: ({ verifiedBy }) => verifiedBy?.label ?? null,
  verdictAtReceipt: ({ verdictAtReceipt }) => verdictAtReceipt,
  verdictChangedAt: ({ verdictChangedAt }) => isoTime(verdictChangedAt),
  type: ({ type }) => type,
  entityKind: ({ entity }) => entity?.kind ?? null,
  entityId: ({ entity }) => entity?.id ?? null,
  about: ({ about }) => about,
  schema: ({ schema }) => schema,
  messageId: ({ messageId }) => messageId,
  sentAt: ({ sentAt }) => isoTime(sentAt),
  method: ({ method }) => method,
  path: ({ path }) => path,
  query: ({ query }) => query,
  remoteAddress: ({ remoteAddress }) => remoteAddress,
  contentType: ({ contentType }) => contentType,
  size: ({ size }) => size,
}

/** The line that names the columns, with its line end (RFC 4180). */
export const csvHead = `${Object.keys(columns).join(',')}\r\n`

/** An event's summary as a line of CSV, with its line end. Times are ISO 8601; what is null is empty. */
export function toCsvLine(event: EventSummary): string {
  return `${Object.values(columns)
    .map((column) => cell(column(event)))
    .join(',')}\r\n`
}

function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  // Strangers wrote it: a spreadsheet must not take it for a formula.
  const harmless = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
