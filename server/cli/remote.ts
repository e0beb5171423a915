import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Dispatcher, request } from 'undici'
import { errorSchema } from '../../shared/api.ts'
import { printable } from './diagnosis-text.ts'
import { UsageError } from './usage-error.ts'

/** Where a server is looked for, unless `--server` or `HOOKLENS_PUBLIC_URL` name another. */
const DEFAULT_SERVER = 'http://127.0.0.1:4400'

/** A server did not do what it was asked for. The message says why; the exit code is 1. */
export class RemoteError extends Error {
  constructor(message: string) {
    super(printable(message))
    this.name = 'RemoteError'
  }
}

interface Call {
  server: string | undefined
  path: string
  query?: Record<string, string | undefined>
  method?: Dispatcher.HttpMethod
  headers?: Record<string, string>
  body?: Readable | string
}

/** Asks a running server, and gives the body of a good answer. @throws UsageError, RemoteError */
export async function ask({ server, path, query = {}, ...options }: Call): Promise<Readable> {
  const url = urlOf(server ?? process.env['HOOKLENS_PUBLIC_URL'] ?? DEFAULT_SERVER, path)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  try {
    // An upload takes as long as it needs before there is an answer.
    const { statusCode, body } = await request(url, { ...options, headersTimeout: 0, bodyTimeout: 0 })
    if (statusCode >= 200 && statusCode < 300) return body
    throw refusal(statusCode, await text(body))
  } catch (error) {
    throw isOurs(error) ? error : brokenOff(url, error)
  }
}

/** What a transfer that broke off is told as. */
export function brokenOff(url: URL | string, error: unknown): RemoteError {
  const { code, message } = error as NodeJS.ErrnoException
  const origin = new URL(url).origin
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND'
    ? new RemoteError(`No server answers at ${origin}. Start one, or name another with --server.`)
    : new RemoteError(`The transfer with ${origin} broke off: ${message}`)
}

function isOurs(error: unknown): boolean {
  return error instanceof UsageError || error instanceof RemoteError
}

function urlOf(server: string, path: string): URL {
  try {
    const url = new URL(server)
    if (/^https?:$/.test(url.protocol)) return new URL(url.pathname.replace(/\/$/, '') + path, url.origin)
  } catch {
    // Told below.
  }
  throw new UsageError(`--server: “${server}” is no URL of a server. Write it as ${DEFAULT_SERVER}.`)
}

/** What the caller asked for wrongly is wrong usage. */
function refusal(status: number, answer: string): Error {
  const parsed = errorSchema.safeParse(parseJson(answer))
  if (!parsed.success) return new RemoteError(`The server answered ${status}, and is no Hooklens.`)
  const { code, message } = parsed.data
  const isUsage = ['QUERY_UNREADABLE', 'INVALID_INPUT', 'ENDPOINT_NOT_FOUND'].includes(code)
  return isUsage ? new UsageError(printable(message)) : new RemoteError(message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
