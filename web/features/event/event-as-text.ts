import type { EventDetail } from '../../../shared/event.ts'
import { toCurl } from '../../../shared/export/curl.ts'
import { toFetch } from '../../../shared/export/fetch.ts'
import { toHttpie } from '../../../shared/export/httpie.ts'
import { toRawHttp } from '../../../shared/export/raw-http.ts'
import { decodeUtf8, encodeUtf8 } from '../../../shared/request-formats/bytes.ts'
import type { EventFormat } from '../../../shared/transfer.ts'

/** An event as a text to take along, and what of it the text cannot say. Null: no text holds its bytes. */
export interface EventText {
  text: string | null
  notes: string[]
}

/** Writes an event so that it can be sent to the server at `origin`, or kept. */
export function eventAsText(
  { diagnosis: _, ...event }: EventDetail,
  format: EventFormat,
  origin: string,
): EventText {
  switch (format) {
    case 'curl':
      return { text: toCurl(event, origin), notes: [] }
    case 'httpie':
      return withNotes(toHttpie(event, origin), '# ')
    case 'fetch':
      return withNotes(toFetch(event, origin), '// ')
    case 'http':
      return { text: asUtf8(toRawHttp(event)), notes: [] }
    case 'json':
      return { text: JSON.stringify(event, null, 2), notes: [] }
  }
}

/** What a form cannot send stands before it, as comments. */
function withNotes(text: string, mark: string): EventText {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith(mark))
  return { text, notes: lines.slice(0, end).map((line) => line.slice(mark.length)) }
}

function asUtf8(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes)
  const back = encodeUtf8(text)
  return back.length === bytes.length && back.every((byte, i) => byte === bytes[i]) ? text : null
}
