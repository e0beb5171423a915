import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '../errors.ts'
import type { ImportSource } from './import.ts'

/** A file that begins with more white space than this is taken for NDJSON. */
const SNIFFED_BYTES = 4096
/** What HAR and NDJSON may begin with alike. */
const undecided = /^\s*(?:\{\s*(?:"(?:l(?:o(?:g(?:"\s*)?)?)?)?)?)?$/

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * What an upload holds, unpacked, without a byte order mark; its beginning tells the format, if nothing else does.
 * The connection outlives a reader who stops early. @throws AppError 415
 */
export async function openSource(
  request: IncomingMessage,
  format: ImportSource['format'] | undefined,
): Promise<ImportSource> {
  if (/^multipart\//i.test(request.headers['content-type'] ?? '')) {
    throw new AppError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the file itself as the body, not a form with it.')
  }
  const chunks: AsyncIterator<Buffer> = unpacked(request).iterator({ destroyOnReturn: false })
  let start: Buffer = Buffer.alloc(0)
  while (start.length < BOM.length || (start.length < SNIFFED_BYTES && undecided.test(textOf(start)))) {
    const { done, value } = await chunks.next()
    if (done) break
    start = Buffer.concat([start, value])
  }
  return { format: format ?? formatOf(start), bytes: joined(withoutBom(start), chunks) }
}

function unpacked(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding === 'identity') return request
  if (encoding !== 'gzip') {
    throw new AppError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the file as it is, or packed with gzip.')
  }
  const gunzip = createGunzip()
  request.on('error', (error) => gunzip.destroy(error))
  request.on('close', () => request.complete || gunzip.destroy(new Error('The upload broke off.')))
  return request.pipe(gunzip)
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes
}

/** A HAR file is one object that begins with `log`; a line of NDJSON never does. */
function formatOf(start: Buffer): ImportSource['format'] {
  return /^\s*\{\s*"log"\s*:/.test(textOf(start)) ? 'har' : 'ndjson'
}

function textOf(start: Buffer): string {
  return withoutBom(start).toString('latin1', 0, SNIFFED_BYTES)
}

async function* joined(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (start.length > 0) yield start
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
