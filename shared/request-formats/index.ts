import { decodeUtf8 } from './bytes.ts'
import { parseCurl } from './curl.ts'
import { parseHar } from './har.ts'
import { parseHooklensEvent } from './hooklens-json.ts'
import { parseRawHttp } from './raw-http.ts'
import { RequestFormatError, refuseManyHeaders, type SavedRequest } from './saved-request.ts'

export { RequestFormatError, type SavedRequest } from './saved-request.ts'

/**
 * Reads a request that was saved as cURL command, HAR file, raw HTTP message, or event of Hooklens (JSON, or the
 * first line of NDJSON); which of them it is shows at its beginning. @throws RequestFormatError
 */
export function parseSavedRequest(bytes: Uint8Array): SavedRequest {
  const request = parse(bytes)
  refuseManyHeaders(request.headers.length)
  return request
}

function parse(bytes: Uint8Array): SavedRequest {
  const text = decodeUtf8(bytes).replace(/^\uFEFF/, '')
  const start = text.trimStart()
  if (start === '') throw new RequestFormatError('There is nothing to read.')
  if (start.startsWith('{')) return parseJson(text)
  if (/^(?:\$\s+)?(?:curl(?:\.exe)?|printf)\s/.test(start)) return parseCurl(start)
  if (/^[A-Za-z-]+ [^ \r\n]+ HTTP\//.test(text)) return parseRawHttp(bytes)
  throw new RequestFormatError(
    'This is no saved request: expected a cURL command, a HAR file, an event of Hooklens as JSON, or an HTTP message that begins with “POST /path HTTP/1.1”.',
  )
}

function parseJson(text: string): SavedRequest {
  try {
    const value: unknown = JSON.parse(text)
    return isHar(value) ? parseHar(value) : parseHooklensEvent(value)
  } catch (error) {
    if (error instanceof RequestFormatError) throw error
    return parseFirstLine(text, error as SyntaxError)
  }
}

function parseFirstLine(text: string, whole: SyntaxError): SavedRequest {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  try {
    const request = parseHooklensEvent(JSON.parse(lines[0]!))
    const more = lines.length - 1
    return { ...request, warnings: [...request.warnings, `Only the first event is read, ${more} follow.`] }
  } catch (error) {
    if (error instanceof RequestFormatError) throw error
    throw new RequestFormatError(`The text begins like JSON but is not: ${whole.message}.`)
  }
}

function isHar(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'log' in value
}
