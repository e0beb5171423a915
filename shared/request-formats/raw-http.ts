import type { HeaderPair } from '../event.ts'
import { concat, latin1 } from './bytes.ts'
import { RequestFormatError, refuseManyHeaders, type SavedRequest } from './saved-request.ts'

/** Reads an HTTP/1 message, with CRLF or LF after the lines of its head. @throws RequestFormatError */
export function parseRawHttp(bytes: Uint8Array): SavedRequest {
  const text = latin1(bytes)
  const end = /\r?\n\r?\n/.exec(text)
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n$/, '')
  const [first = '', ...lines] = head.split(/\r?\n/)
  const line = /^([A-Za-z-]+) ([^ \r\n]+) HTTP\/\d(?:\.\d)?$/.exec(first)
  if (!line) {
    throw new RequestFormatError('Line 1 is no request line: expected “POST /path HTTP/1.1”.')
  }
  refuseManyHeaders(lines.length)
  const headers = lines.map(readHeader)
  const rest = end ? bytes.subarray(end.index + end[0].length) : new Uint8Array()
  const { body, warnings } = bodyOf(rest, headers)
  return { format: 'http', method: line[1]!, url: line[2]!, headers, body, receivedAt: null, warnings }
}

function readHeader(line: string, index: number): HeaderPair {
  const pair = /^([^\s:]+):(.*)$/.exec(line)
  if (!pair) {
    throw new RequestFormatError(
      `Line ${index + 2} is no header: expected “name: value”, then an empty line.`,
    )
  }
  // A no-break space is a byte of the value like any other.
  return [pair[1]!, pair[2]!.replace(/^[ \t]+|[ \t]+$/g, '')]
}

function bodyOf(rest: Uint8Array, headers: HeaderPair[]): { body: Uint8Array; warnings: string[] } {
  const header = (name: string) => headers.find(([other]) => other.toLowerCase() === name)?.[1]
  if (/\bchunked\b/i.test(header('transfer-encoding') ?? '')) {
    const body = joinChunks(rest)
    if (body) return { body, warnings: [] }
    return {
      body: rest,
      warnings: ['The message says that it is chunked, but it is not: read as it stands.'],
    }
  }
  const length = header('content-length')
  if (length === undefined || !/^\d+$/.test(length) || Number(length) === rest.length) {
    return { body: rest, warnings: [] }
  }
  const said = `content-length is ${length}, but ${rest.length} bytes follow the head`
  if (rest.length < Number(length)) return { body: rest, warnings: [`${said}: some are missing.`] }
  return { body: rest.subarray(0, Number(length)), warnings: [`${said}: those after it are left out.`] }
}

/** Null where the bytes are not chunks. */
function joinChunks(bytes: Uint8Array): Uint8Array | null {
  const text = latin1(bytes)
  const chunks: Uint8Array[] = []
  let at = 0
  for (;;) {
    const head = /^([0-9a-fA-F]{1,8})[^\r\n]*\r?\n/.exec(text.slice(at, at + 1024))
    if (!head) return null
    const size = Number.parseInt(head[1]!, 16)
    if (size === 0) return concat(chunks)
    at += head[0].length
    if (at + size > bytes.length) return null
    chunks.push(bytes.subarray(at, at + size))
    at += size
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
}
