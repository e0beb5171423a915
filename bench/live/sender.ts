// A process of its own, so that neither the browser's driver nor the measurement disturbs its pace.
// Arguments: port, secret, events a second, seconds. Tells its parent, by event id, when each 200 came.
import { setTimeout as wait } from 'node:timers/promises'
import { sampleTypes } from '../../shared/stack/samples.ts'
import { openConnections } from '../lib/connection.ts'
import { keyOf, signedRequest, stackBody } from '../lib/signed-requests.ts'

/** What the sender tells at the end; times are epoch milliseconds. */
export interface Acknowledgements {
  acknowledged: [id: string, at: number][]
}

const [port = 0, rate = 0, seconds = 0] = process.argv.slice(3).map(Number)
const key = keyOf(process.argv[2] ?? '')
const total = rate * seconds
const idle = await openConnections(port, 64)
const acknowledged: [string, number][] = []
const startedAt = performance.now()
let sent = 0

while (acknowledged.length < total) {
  const due = Math.min(total, Math.floor(((performance.now() - startedAt) * rate) / 1000))
  while (sent < due && idle.length > 0) send()
  await wait(1)
}
process.send?.({ acknowledged } satisfies Acknowledgements, () => process.exit(0))

function send(): void {
  const connection = idle.pop()!
  const body = stackBody(sampleTypes[sent++ % sampleTypes.length]!)
  connection.send(signedRequest('/in/stack', key, body, Date.now()), ({ verified, text }) => {
    const id = /"id":"(evt_[^"]+)"/.exec(text)?.[1]
    if (!verified || !id) throw new Error(`Expected 200 and "verified", got:\n${text}`)
    acknowledged.push([id, performance.timeOrigin + performance.now()])
    idle.push(connection)
  })
}
