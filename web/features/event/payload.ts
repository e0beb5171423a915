import type { EventDetail } from '../../../shared/event.ts'
import { type JsonDocument, parseJson } from '../../../shared/json/parse.ts'

export type PayloadView = 'tree' | 'text' | 'hex'

/** The ways in which a body can be looked at, the best first, and what a reader should know of it. */
export interface Payload {
  views: PayloadView[]
  json: JsonDocument | null
  /** Why there is no tree, or what is odd about the body; null when all is as one would expect. */
  note: string | null
}

export function readPayload(event: EventDetail): Payload {
  const { body, size, contentType } = event
  if (size === 0) return { views: [], json: null, note: null }
  if (body.encoding === 'base64') {
    return { views: ['hex'], json: null, note: binaryNote(event) }
  }
  const { document, problem } = parseJson(body.text)
  if (document !== null) return { views: ['tree', 'text', 'hex'], json: document, note: null }
  const claims = contentType !== null && /\bjson\b/i.test(contentType)
  const looksLike = /^\s*[[{]/.test(body.text)
  const where = `expected ${problem.expected} at line ${problem.line}, column ${problem.column}`
  const note = claims || looksLike ? `This body is not valid JSON: ${where}.` : 'This body is not JSON.'
  return { views: ['text', 'hex'], json: null, note }
}

function binaryNote(event: EventDetail): string {
  const encoding = contentEncoding(event)
  return encoding === null
    ? 'This body is not UTF-8 text, so its bytes are shown.'
    : `This body is compressed (${encoding}). The bytes are shown as they came.`
}

/** The `content-encoding` header, where one came. */
export function contentEncoding(event: EventDetail): string | null {
  return event.headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1] ?? null
}
