import type { HeaderPair } from '../event.ts'
import { bodyBytes } from './body-bytes.ts'
import type { ExportedRequest } from './event-line.ts'
import { urlAgain } from './request-target.ts'

/** A JavaScript module that sends the request to the server at `origin`, as far as `fetch` lets it. */
export function toFetch(request: ExportedRequest, origin: string): string {
  const { method, headers, body } = request
  const sent = headers.filter(([name]) => !isOfFetch(name))
  const hasBody = bodyBytes(body).length > 0
  const sendsBody = hasBody && !/^(?:GET|HEAD)$/.test(method)
  return [
    ...notes(headers, hasBody && !sendsBody),
    `const response = await fetch(${literal(urlAgain(origin, request))}, {`,
    `  method: ${literal(method)},`,
    '  headers: [',
    ...sent.map(([name, value]) => `    [${literal(name)}, ${literal(value)}],`),
    '  ],',
    ...(sendsBody ? [`  body: ${bodyLiteral(request)},`] : []),
    '})',
    'console.log(response.status, await response.text())',
    '',
  ].join('\n')
}

/** `fetch` frames the message by itself and refuses to be told how. */
function isOfFetch(name: string): boolean {
  return /^(?:host|connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i.test(
    name,
  )
}

function notes(headers: HeaderPair[], dropsBody: boolean): string[] {
  const left = [...new Set(headers.map(([name]) => name.toLowerCase()).filter(isOfFetch))]
  return [
    ...(left.length > 0 ? [`// Left to fetch, which sets them itself: ${left.join(', ')}.`] : []),
    ...(dropsBody ? ['// Without its body: fetch sends none with this method.'] : []),
  ]
}

/** As bytes where `fetch` would add a content type to a text. */
function bodyLiteral({ body, headers }: ExportedRequest): string {
  if (body.encoding === 'base64') {
    return `Uint8Array.from(atob(${literal(body.text)}), (character) => character.charCodeAt(0))`
  }
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return hasType ? literal(body.text) : `new TextEncoder().encode(${literal(body.text)})`
}

/** A string literal in which everything can be seen. */
function literal(text: string): string {
  return JSON.stringify(text).replace(/\p{C}/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => escapeUnit(character.charCodeAt(i))).join(''),
  )
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
