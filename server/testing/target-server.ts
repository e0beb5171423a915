import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request that a target got. */
export interface GotRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  rawHeaders: string[]
  body: string
}

/** A backend on loopback that remembers what it got; it ends with the test. */
export interface TargetServer {
  url: string
  got: GotRequest[]
  /** Resolves when it has got so many requests. */
  gets(count: number): Promise<void>
  /** Nobody listens there any more. */
  close(): Promise<void>
}

/** Starts a backend that answers as `answer` does; 204 without one. */
export async function startTarget(
  answer: (reply: ServerResponse, request: GotRequest, number: number) => void = (reply) =>
    reply.writeHead(204).end(),
  port = 0,
): Promise<TargetServer> {
  const got: GotRequest[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers, rawHeaders } = request
      const one = { method, path: url, headers, rawHeaders, body: Buffer.concat(chunks).toString('utf8') }
      got.push(one)
      answer(reply, one, got.length)
      for (const { resolve } of waiting.filter(({ count }) => got.length >= count)) resolve()
      waiting = waiting.filter(({ count }) => got.length < count)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
    gets: (count) =>
      got.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    close,
  }
}
