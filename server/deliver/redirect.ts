import { STATUS_CODES } from 'node:http'
import type { AttemptError } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import type { RawAnswer } from './exchange.ts'
import { readLocation, type TargetUrl, UrlError } from './target-url.ts'

/** What an answer says of the attempt: that it is done, why it failed, or where it leads. */
export type Outcome = { error: AttemptError | null } | { next: TargetUrl }

/** @param followed URLs that led here, in their order */
export function judge(
  answer: RawAnswer,
  from: TargetUrl,
  followed: readonly { url: string }[],
  followAtMost: number,
): Outcome {
  const { status } = answer
  if (status >= 200 && status < 300) return { error: null }
  const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  if (status >= 400 || location === undefined || !redirecting.has(status)) {
    return { error: { code: 'status', message: `The target answered ${statusLine(answer)}.` } }
  }
  const refuse = (why: string): Outcome => ({
    error: {
      code: 'redirect',
      message: `The target answered ${statusLine(answer)} and leads to ${location}, which was not followed: ${why}`,
    },
  })
  if (status !== 307 && status !== 308) {
    return refuse('only 307 and 308 keep method and body. Send to the URL that it leads to.')
  }
  if (followAtMost === 0) {
    return refuse(
      'redirects are not followed. Send to the URL that it leads to, or let the target follow redirects.',
    )
  }
  if (followed.length >= followAtMost) {
    return refuse(`at most ${followAtMost === 1 ? 'one is' : `${followAtMost} are`} followed.`)
  }
  let next: TargetUrl
  try {
    next = readLocation(location, from)
  } catch (error) {
    if (error instanceof UrlError) return refuse(`${error.message}.`)
    throw error
  }
  if (from.secure && !next.secure) return refuse('it leads from https: to http:, where others could read it.')
  if (next.href === from.href || followed.some(({ url }) => url === next.href)) {
    return refuse('it leads in a circle.')
  }
  return { next }
}

const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Headers that may go on to this URL: what is secret is for the origin it was meant for. */
export function headersFor(
  next: TargetUrl,
  from: TargetUrl,
  headers: HeaderPair[],
  ownNames: readonly string[],
): HeaderPair[] {
  if (next.origin === from.origin) return headers
  return headers.filter(([name]) => {
    const lower = name.toLowerCase()
    return !credentials.has(lower) && !ownNames.includes(lower)
  })
}

const credentials: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie'])

/** `500 Internal Server Error` */
export function statusLine({ status, statusText }: { status: number; statusText: string }): string {
  return `${status} ${statusText || STATUS_CODES[status] || ''}`.trim()
}
