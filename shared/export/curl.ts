import { encodeLatin1 } from '../request-formats/bytes.ts'
import { bodyBytes } from './body-bytes.ts'
import type { ExportedRequest } from './event-line.ts'
import { isPlain, requestTarget, urlAgain } from './request-target.ts'
import { inputOf, piped } from './shell-input.ts'
import { shellWord } from './shell-word.ts'

/** From this size on curl asks whether it may send the body, with a header of its own. */
const EXPECTING_BYTES = 1024 * 1024

/** A cURL command for bash that sends the same method, target, headers and body bytes to the server at `origin`. */
export function toCurl(request: ExportedRequest, origin: string): string {
  const { method, headers, httpVersion } = request
  const body = bodyBytes(request.body)
  const input = inputOf(body)
  const data =
    input === 'none' ? [] : [input === 'pipe' ? '--data-binary @-' : `--data-raw ${shellWord(body)}`]
  const options = [
    ...methodOption(method, data.length > 0),
    ...(httpVersion === '1.0' ? ['--http1.0'] : []),
    ...targetOption(requestTarget(request)),
    ...headers.map((pair) => `-H ${headerWord(pair)}`),
    ...ownHeaders(request, body.length).map((name) => `-H '${name}:'`),
    ...data,
  ]
  const url = shellWord(encodeLatin1(urlFor(request, origin)))
  return piped(input, body, [`curl ${url}`, ...options].join(' \\\n  '))
}

function methodOption(method: string, hasBody: boolean): string[] {
  if (method === (hasBody ? 'POST' : 'GET')) return []
  // With -X it would wait for the body that the reply to HEAD never has.
  return [method === 'HEAD' && !hasBody ? '--head' : `-X ${shellWord(encodeLatin1(method))}`]
}

/** curl tidies paths up, encodes what is odd in them, and keeps fragments to itself. */
function targetOption(target: string): string[] {
  return isPlain(target) ? [] : [`--request-target ${shellWord(encodeLatin1(target))}`]
}

function urlFor(request: ExportedRequest, origin: string): string {
  return isPlain(requestTarget(request)) ? urlAgain(origin, request) : `${origin}/`
}

function headerWord([name, value]: [string, string]): string {
  // With a colon and no value curl would leave the header out.
  return shellWord(encodeLatin1(value === '' ? `${name};` : `${name}: ${value}`))
}

/** What curl would send of its own accord, and the event did not have. */
function ownHeaders({ headers }: ExportedRequest, bodySize: number): string[] {
  const own = ['User-Agent', 'Accept']
  if (bodySize > 0) own.push('Content-Type')
  if (bodySize >= EXPECTING_BYTES) own.push('Expect')
  return own.filter((name) => headers.every(([other]) => other.toLowerCase() !== name.toLowerCase()))
}
