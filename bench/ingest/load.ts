import { openConnections, type Reply } from '../lib/connection.ts'

/** What a load measured. */
export interface LoadResult {
  /** Replies that said `verified`, the warm-up's included. */
  acknowledged: number
  /** Requests a second after the warm-up. */
  rate: number
  /** One for each request after the warm-up. */
  latenciesMs: number[]
}

export interface ClosedLoop {
  port: number
  connections: number
  warmUpMs: number
  measureMs: number
  next: () => Buffer
}

/** As fast as the server goes: every connection sends its next request when the reply to the last is there. */
export async function runClosedLoop(load: ClosedLoop): Promise<LoadResult> {
  const connections = await openConnections(load.port, load.connections)
  const measureFrom = performance.now() + load.warmUpMs
  const until = measureFrom + load.measureMs
  const latenciesMs: number[] = []
  let acknowledged = 0

  await Promise.all(
    connections.map(
      (connection) =>
        new Promise<void>((resolve, reject) => {
          let sentAt = 0
          const send = () => {
            sentAt = performance.now()
            connection.send(load.next(), onReply)
          }
          const onReply = (reply: Reply) => {
            if (!reply.verified) return reject(unexpected(reply))
            const now = performance.now()
            acknowledged++
            if (now >= measureFrom && now < until) latenciesMs.push(now - sentAt)
            if (now < until) send()
            else resolve()
          }
          send()
        }),
    ),
  ).finally(() => {
    for (const connection of connections) connection.close()
  })
  return { acknowledged, rate: (latenciesMs.length * 1000) / load.measureMs, latenciesMs }
}

export interface OpenLoop extends ClosedLoop {
  /** Requests a second. */
  rate: number
}

/**
 * At a given rate, whether the server keeps up or not: arrivals are independent of each other and of the
 * replies. A latency counts from the moment at which the request was due, so one that had to wait for a free
 * connection, or for this process, is as late as its sender would have found it.
 */
export async function runOpenLoop(load: OpenLoop): Promise<LoadResult> {
  const idle = await openConnections(load.port, load.connections)
  const all = [...idle]
  const measureFrom = performance.now() + load.warmUpMs
  const until = measureFrom + load.measureMs
  const latenciesMs: number[] = []
  const waiting: number[] = []
  let acknowledged = 0
  let inFlight = 0
  let nextDueAt = performance.now()

  await new Promise<void>((resolve, reject) => {
    const send = (dueAt: number) => {
      const connection = idle.pop()
      if (!connection) {
        waiting.push(dueAt)
        return
      }
      inFlight++
      connection.send(load.next(), (reply) => {
        if (!reply.verified) return reject(unexpected(reply))
        inFlight--
        acknowledged++
        if (dueAt >= measureFrom) latenciesMs.push(performance.now() - dueAt)
        idle.push(connection)
        const oldest = waiting.shift()
        if (oldest !== undefined) send(oldest)
      })
    }
    // Spins rather than sleeps: a timer is a millisecond late, which is longer than a reply takes.
    const spin = () => {
      const now = performance.now()
      for (; nextDueAt <= now && nextDueAt < until; nextDueAt += untilNext(load.rate)) send(nextDueAt)
      if (nextDueAt >= until && inFlight === 0 && waiting.length === 0) resolve()
      else setImmediate(spin)
    }
    spin()
  }).finally(() => {
    for (const connection of all) connection.close()
  })
  return { acknowledged, rate: (latenciesMs.length * 1000) / load.measureMs, latenciesMs }
}

/** Milliseconds to the next arrival of a Poisson process. */
function untilNext(rate: number): number {
  return (-Math.log(1 - Math.random()) * 1000) / rate
}

function unexpected({ text }: Reply): Error {
  return new Error(`Expected 200 and "verified", got:\n${text}`)
}
