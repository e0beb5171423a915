import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A backend in this process that takes everything and notes when. */
export interface Backend {
  url: string
  /** Resolves when `total` further requests have come; gives when each came, in milliseconds. */
  takes(total: number): Promise<number[]>
  close(): void
}

export async function startBackend(): Promise<Backend> {
  let times: number[] = []
  let done = (_times: number[]) => {}
  let total = Number.POSITIVE_INFINITY
  const server = createServer((request, reply) => {
    request.resume().on('end', () => {
      times.push(performance.now())
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
      if (times.length === total) done(times)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    takes: (wanted) =>
      new Promise((resolve) => {
        times = []
        total = wanted
        done = resolve
      }),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Requests a second, from a fifth of them on, when everything is warm. */
export function rateOf(times: number[]): number {
  const from = Math.floor(times.length / 5)
  return ((times.length - 1 - from) * 1000) / ((times.at(-1) ?? 0) - (times[from] ?? 0))
}
