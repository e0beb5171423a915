import type { Body } from '../event.ts'
import { KEPT_SENT_BYTES, type ProbeExchange } from '../probe.ts'

/** The request as it was sent, in the manner of HTTP/1.1. Control characters are shown, not kept. */
export function requestText({ request }: ProbeExchange, url: string): string {
  const head = [`${request.method} ${pathOf(url)} HTTP/1.1`, ...request.headers.map(headerLine)]
  return visible(`${head.join('\n')}\n\n${bodyText(request.body, request.size)}`.trimEnd())
}

/** What came back, in the same manner; or why nothing did. */
export function answerText({ answer, error, ms }: ProbeExchange): string {
  const failure = error ? [`(${error.message})`] : []
  if (!answer) return visible(failure[0] ?? '(no answer)')
  const head = [`HTTP/1.1 ${answer.status} ${answer.statusText}`.trimEnd(), ...answer.headers.map(headerLine)]
  const body = `${answer.body.text}${answer.truncated ? ' …' : ''}`
  return visible(
    [`${head.join('\n')}\n\n${body}`.trimEnd(), ...failure, `(after ${Math.round(ms)} ms)`].join('\n'),
  )
}

/** A text in which nothing is hidden, and nothing is obeyed by a terminal: control characters as `\x1B`. */
export function visible(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100
      ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
      : `\\u{${code.toString(16).toUpperCase()}}`
  })
}

/** With the query; there is no `URL` here. */
function pathOf(url: string): string {
  const rest = url.trim().replace(/^[a-z][a-z0-9+.-]*:\/*[^/?#]*/i, '')
  return rest.startsWith('/') ? rest : `/${rest}`
}

function headerLine([name, value]: [string, string]): string {
  return `${name}: ${value}`
}

function bodyText({ encoding, text }: Body, size: number): string {
  if (encoding === 'base64') return `(${size} bytes that are no text)`
  return size <= KEPT_SENT_BYTES ? text : `${text} … (${size} bytes)`
}
