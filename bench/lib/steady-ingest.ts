import { setTimeout as wait } from 'node:timers/promises'
import { type Connection, openConnections, type Reply } from './connection.ts'

export interface SteadyIngest {
  port: number
  /** Requests a second. */
  rate: number
  seconds: number
  next: () => Buffer
}

/** Few enough that a pause of the server shows, enough that one late reply does not hold up the others. */
const CONNECTIONS = 16

/**
 * Sends at random moments, whether or not the server keeps up, and sleeps between: the machine is the server's.
 * A latency counts from the moment at which the request was due, a timer's millisecond included.
 */
export async function ingestSteadily({ port, rate, seconds, next }: SteadyIngest): Promise<number[]> {
  const idle = await openConnections(port, CONNECTIONS)
  const all = [...idle]
  const latenciesMs: number[] = []
  const sent: Promise<void>[] = []
  const until = performance.now() + seconds * 1000
  try {
    for (
      let dueAt = performance.now();
      dueAt < until;
      dueAt += (-Math.log(1 - Math.random()) * 1000) / rate
    ) {
      const early = dueAt - performance.now()
      if (early > 0) await wait(early)
      const connection = idle.pop() ?? (await openOne(port, all))
      sent.push(
        send(connection, next()).then(() => {
          latenciesMs.push(performance.now() - dueAt)
          idle.push(connection)
        }),
      )
    }
    await Promise.all(sent)
  } finally {
    for (const connection of all) connection.close()
  }
  return latenciesMs
}

async function openOne(port: number, all: Connection[]): Promise<Connection> {
  const [connection] = (await openConnections(port, 1)) as [Connection]
  all.push(connection)
  return connection
}

function send(connection: Connection, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send(request, ({ verified, text }: Reply) => (verified ? resolve() : reject(new Error(text))))
  })
}
