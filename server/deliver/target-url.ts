import { urlProblem } from '../../shared/target.ts'

/** A URL taken apart, as connections and requests need it. */
export interface TargetUrl {
  /** In the URL standard's spelling: `http://0x7f.1` has become `http://127.0.0.1/`. */
  href: string
  origin: string
  secure: boolean
  /** To be resolved and checked: without brackets and without a dot at its end. */
  hostname: string
  port: number
  /** The `host` header. */
  host: string
  /** With the query. */
  path: string
}

/** A URL that cannot be sent to. The message says why. */
export class UrlError extends Error {}

const MAX_KNOWN = 500
const known = new Map<string, TargetUrl>()

/** Reads a target's URL. The same few come again and again: they are remembered. @throws UrlError */
export function readTargetUrl(text: string): TargetUrl {
  const before = known.get(text)
  if (before) return before
  // The URL standard leaves out line ends; what is sent should be what is written.
  if (hasControl(text)) throw new UrlError('The URL holds a line end or another control character.')
  const problem = urlProblem(text)
  if (problem) throw new UrlError(problem)
  const url = takeApart(new URL(text))
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(text, url)
  return url
}

/**
 * Where a redirect leads from here.
 *
 * @param location the value of the `location` header
 * @throws UrlError
 */
export function readLocation(location: string, from: TargetUrl): TargetUrl {
  if (hasControl(location)) throw new UrlError('it holds a control character')
  let url: URL
  try {
    url = new URL(location, from.href)
  } catch {
    throw new UrlError('it is not a URL')
  }
  if (!/^https?:$/.test(url.protocol)) throw new UrlError(`it leads to ${url.protocol}`)
  if (url.username || url.password) throw new UrlError('it holds a name or password')
  return takeApart(url)
}

function takeApart(url: URL): TargetUrl {
  url.hash = ''
  const secure = url.protocol === 'https:'
  return {
    href: url.href,
    origin: url.origin,
    secure,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    host: url.host,
    path: url.pathname + url.search,
  }
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}
