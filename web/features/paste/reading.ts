import { assertNever } from '../../../shared/assert-never.ts'
import type { SavedRequest } from '../../../shared/request-formats/index.ts'
import { formatSize, plural } from '../../lib/format.ts'
import { bytesOf, isNothing, type Pasted } from './pasted.ts'

/** What is known of a pasted text before the server is asked. */
export type Reading =
  | { kind: 'nothing' | 'pending' }
  | { kind: 'read'; format: SavedRequest['format']; bodyBytes: number }
  /** Too large to be read in the page: the server reads it. */
  | { kind: 'unread'; bytes: number }
  | { kind: 'unreadable'; message: string }

/** Reading more would hold the page up. */
const READ_HERE_BYTES = 2_000_000

export const formatNames: Record<SavedRequest['format'], string> = {
  curl: 'a cURL command',
  har: 'a HAR file',
  http: 'an HTTP message',
  json: 'an event of Hooklens',
}

/** Reads what was pasted, as the server will. The formats are loaded when first needed. */
export async function readPasted(pasted: Pasted): Promise<Reading> {
  if (isNothing(pasted)) return { kind: 'nothing' }
  const bytes = bytesOf(pasted)
  if (bytes.length > READ_HERE_BYTES) return { kind: 'unread', bytes: bytes.length }
  const { parseSavedRequest, RequestFormatError } = await import('../../../shared/request-formats/index.ts')
  try {
    const { format, body } = parseSavedRequest(bytes)
    return { kind: 'read', format, bodyBytes: body.length }
  } catch (error) {
    if (error instanceof RequestFormatError) return { kind: 'unreadable', message: error.message }
    throw error
  }
}

/** "Read as a cURL command, 1,284 bytes of body." Null where there is nothing to say. */
export function readingWords(reading: Reading): string | null {
  switch (reading.kind) {
    case 'read': {
      const body = reading.bodyBytes === 0 ? 'without a body' : `${plural(reading.bodyBytes, 'byte')} of body`
      return `Read as ${formatNames[reading.format]}, ${body}.`
    }
    case 'unread':
      return `${formatSize(reading.bytes)}: the server reads it.`
    case 'unreadable':
      return reading.message
    case 'nothing':
    case 'pending':
      return null
    default:
      return assertNever(reading)
  }
}
