import type { ExportedRequest } from './event-line.ts'

type Target = Pick<ExportedRequest, 'path' | 'query'>

/** The request target as it was sent, but for a `?` with nothing behind it. */
export function requestTarget({ path, query }: Target): string {
  return query === '' ? path : `${path}?${query}`
}

/** Where the request was sent: on the server at `origin`, which has no `/` at its end, unless it names another. */
export function urlOn(origin: string, request: Target): string {
  const target = requestTarget(request)
  return isAbsolute(target) ? target : origin + target
}

/** Where the request goes if it is sent again to the server at `origin`, whatever host it names. */
export function urlAgain(origin: string, request: Target): string {
  const target = requestTarget(request)
  return origin + target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/')
}

/** Senders behind a proxy may name the host in the target itself. */
export function isAbsolute(target: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(target)
}

/** Whether every client sends this target as it stands: nothing to encode, no `.` and `..` to resolve. */
export function isPlain(target: string): boolean {
  return /^\/[\w\-.~!$&'()*+,;=:@%/?]*$/.test(target) && !/\/\.{1,2}(?:[/?]|$)/.test(target)
}
