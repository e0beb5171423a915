import type { EventLine } from './event-line.ts'
import { urlOn } from './request-target.ts'

/** What stands before the entries of a HAR 1.2 file, which commas separate. */
export function harHead(version: string): string {
  const creator = JSON.stringify({ name: 'Hooklens', version })
  return `{"log":{"version":"1.2","creator":${creator},"entries":[`
}

/** What stands behind them. */
export const harTail = ']}}\n'

/**
 * One entry. `_hooklens` holds what HAR has no place for, so that the event can be had again whole. A body that
 * is no text is base64, as `postData.encoding` says.
 */
export function toHarEntry(event: EventLine, origin: string) {
  const { method, headers, body, ...rest } = event
  return {
    startedDateTime: new Date(event.receivedAt).toISOString(),
    time: 0,
    request: {
      method,
      url: urlOn(origin, event),
      httpVersion: `HTTP/${event.httpVersion}`,
      cookies: [],
      headers: headers.map(([name, value]) => ({ name, value })),
      queryString: queryString(event.query),
      headersSize: -1,
      bodySize: event.size,
      ...(body.text === '' ? {} : { postData: postData(event) }),
    },
    // HAR wants one; what the sender heard is not kept.
    response: {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: -1, wait: -1, receive: -1 },
    _hooklens: rest,
  }
}

function postData({ body, contentType }: EventLine) {
  const data = { mimeType: contentType ?? '', text: body.text }
  return body.encoding === 'base64' ? { ...data, encoding: 'base64' } : data
}

function queryString(query: string): { name: string; value: string }[] {
  if (query === '') return []
  return query.split('&').map((part) => {
    const equals = part.indexOf('=')
    if (equals < 0) return { name: decoded(part), value: '' }
    return { name: decoded(part.slice(0, equals)), value: decoded(part.slice(equals + 1)) }
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
