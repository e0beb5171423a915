import type { HeaderPair } from '../event.ts'
import { decodeUtf8, encodeLatin1, encodeUtf8 } from '../request-formats/bytes.ts'
import { bodyBytes } from './body-bytes.ts'
import type { ExportedRequest } from './event-line.ts'
import { requestTarget, urlAgain } from './request-target.ts'
import { inputOf, piped } from './shell-input.ts'
import { sameBytes, shellWord } from './shell-word.ts'

/**
 * An HTTPie command (3.0 or later) for bash that sends the request to the server at `origin`, as far as HTTPie can.
 * What it cannot is said in comments before it.
 */
export function toHttpie(request: ExportedRequest, origin: string): string {
  const { method, headers } = request
  const body = bodyBytes(request.body)
  const plain = inputOf(body)
  const input = plain === 'word' && !isUtf8(body) ? 'pipe' : plain
  const first = `http ${input === 'pipe' ? '' : '--ignore-stdin '}--path-as-is ${shellWord(encodeLatin1(method))}`
  const url = shellWord(encodeLatin1(urlAgain(origin, request)))
  const items = [
    ...headers
      .filter((pair) => isOurs(pair) && canBeItem(pair))
      .map((pair) => shellWord(encodeLatin1(itemOf(pair)))),
    ...ownHeaders(request, body.length).map((name) => `'${name}:'`),
    ...(input === 'word' ? [`--raw=${shellWord(body)}`] : []),
  ]
  const command = piped(input, body, [`${first} ${url}`, ...items].join(' \\\n  '))
  return [...notes(request).map((note) => `# ${note}`), command].join('\n')
}

/** HTTPie frames the body itself. */
function isOurs([name]: HeaderPair): boolean {
  return !/^(?:content-length|transfer-encoding)$/i.test(name)
}

/** It takes values for UTF-8, a backslash before what separates for its escape, and a name with a dash for an option. */
function canBeItem([name, value]: HeaderPair): boolean {
  return isUtf8(encodeLatin1(value)) && !/(?<!\\)(?:\\\\)*\\[:=@;]/.test(value) && !name.startsWith('-')
}

function notes(request: ExportedRequest): string[] {
  const { method, headers } = request
  const left = headers.filter((pair) => isOurs(pair) && !canBeItem(pair)).map(([name]) => name)
  return [
    ...(left.length > 0
      ? [`Without headers that HTTPie cannot send: ${[...new Set(left)].join(', ')}.`]
      : []),
    ...(/^[a-z]+$/i.test(method) ? [] : [`HTTPie knows no method ${method}.`]),
    ...(isKept(requestTarget(request)) ? [] : ['HTTPie encodes what is odd in this URL.']),
    ...(endsInEmptyParameters(request.path)
      ? ['HTTPie leaves out the semicolon at the end of this URL’s path.']
      : []),
  ]
}

/** Whether HTTPie sends this target as it stands. */
function isKept(target: string): boolean {
  return /^\/(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/.test(target)
}

/** Python reads what follows the first `;` of the last segment as parameters, and writes none where they are empty. */
function endsInEmptyParameters(path: string): boolean {
  return /(?:^|\/)[^/;]*;$/.test(path)
}

function isUtf8(bytes: Uint8Array): boolean {
  return sameBytes(encodeUtf8(decodeUtf8(bytes)), bytes)
}

/** What separates name and value is escaped where it begins the value: `:=` would mean JSON, `:@` a file. */
function itemOf([name, value]: HeaderPair): string {
  return value === '' ? `${name};` : `${name}:${value.replace(/^[=@:;]/, '\\$&')}`
}

/** What HTTPie would send of its own accord, and the event did not have. */
function ownHeaders({ headers }: ExportedRequest, bodySize: number): string[] {
  const own = ['User-Agent', 'Accept', 'Accept-Encoding', 'Connection']
  if (bodySize > 0) own.push('Content-Type')
  return own.filter((name) => headers.every(([other]) => other.toLowerCase() !== name.toLowerCase()))
}
