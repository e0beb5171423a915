import type { HeaderPair } from '../event.ts'
import { encodeLatin1 } from '../request-formats/bytes.ts'
import { bodyBytes } from './body-bytes.ts'
import type { ExportedRequest } from './event-line.ts'
import { urlOn } from './request-target.ts'
import { inputOf, piped } from './shell-input.ts'
import { shellWord } from './shell-word.ts'

/** An HTTPie command (3.0 or later) for bash that sends the request to the server at `origin`. */
export function toHttpie(request: ExportedRequest, origin: string): string {
  const { method, headers } = request
  const body = bodyBytes(request.body)
  const input = inputOf(body)
  const first = `http ${input === 'pipe' ? '' : '--ignore-stdin '}--path-as-is ${shellWord(encodeLatin1(method))}`
  const url = shellWord(encodeLatin1(urlOn(origin, request)))
  const items = [
    ...headers.filter(isOurs).map((pair) => shellWord(encodeLatin1(itemOf(pair)))),
    ...ownHeaders(request, body.length).map((name) => `'${name}:'`),
    ...(input === 'word' ? [`--raw ${shellWord(body)}`] : []),
  ]
  return piped(input, body, [`${first} ${url}`, ...items].join(' \\\n  '))
}

/** HTTPie frames the body itself. */
function isOurs([name]: HeaderPair): boolean {
  return !/^(?:content-length|transfer-encoding)$/i.test(name)
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
