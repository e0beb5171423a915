// npm run bench:flags [-- --quick]
// How long it takes to look for flags in stored events, whether it takes longer the more there are of one entity, and
// what senders notice of it.
import { fillHistory, type Spread } from './diff/fill-history.ts'
import { type Flagged, flagAll, flaggedUpTo } from './flags/flag-all.ts'
import { createRequestPool } from './ingest/request-pool.ts'
import { count, ms, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { keyOf, newSecret, signedRequest, userCreatedBody } from './lib/signed-requests.ts'
import { ingestSteadily } from './lib/steady-ingest.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'
import { fillStore } from './search/fill-store.ts'

const quick = process.argv.includes('--quick')
const OF_ONE = quick ? 2000 : 10_000
const VARIED = quick ? 10_000 : 100_000
const INGEST = { rate: 200, seconds: quick ? 1 : 10 }

const rows: string[][] = []
for (const spread of ['seconds', 'one second'] satisfies Spread[]) {
  const dataDir = makeWorkspace()
  await fillHistory(dataDir, OF_ONE, spread)
  const of = spread === 'seconds' ? 'each of another second' : 'all of one second'
  rows.push(rowOf(`one user, ${of}`, await flagAll(dataDir)))
}
const varied = makeWorkspace()
await fillStore(varied, VARIED)
rows.push(rowOf('varied', await flagAll(varied)))

// Another store like it, which is looked through behind what comes.
const dataDir = makeWorkspace()
await fillStore(dataDir, VARIED)
const secret = newSecret()
const command = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', dataDir]
const server = await startServer(command, { core: null, cwd: dataDir, env: { STACK_WEBHOOK_SECRET: secret } })
// The first requests of a server are slow whatever else it does.
await ingest(2)
const during = await ingest()
const reached = flaggedUpTo(dataDir)
// Progress without flags is stored now and then only.
while (flaggedUpTo(dataDir) < VARIED - 2000) await new Promise((resolve) => setTimeout(resolve, 500))
const after = await ingest()
await server.stop()

console.log(`${describeMachine()}.\n`)
console.log(table(['events', 'number', 'flagged', 'in all', 'each', 'first tenth', 'last tenth'], rows))
console.log(
  `\n${table(['200 events a second', 'p50', 'p99'], [latencies(`while ${count(VARIED)} stored ones are looked through`, during), latencies('after', after)])}`,
)
console.log(`\n${count(reached)} of the stored events had been looked through when the first of them ended.`)

function rowOf(name: string, { events, flagged, batchesMs }: Flagged): string[] {
  const perEvent = (batches: Flagged['batchesMs']) => {
    const [spent, of] = batches.reduce(([a, b], { ms, events }) => [a + ms, b + events], [0, 0])
    return `${count((1000 * spent) / Math.max(1, of))} µs`
  }
  const tenth = Math.ceil(batchesMs.length / 10)
  const total = batchesMs.reduce((sum, { ms }) => sum + ms, 0)
  return [
    name,
    count(events),
    count(flagged),
    `${(total / 1000).toFixed(1)} s`,
    perEvent(batchesMs),
    // The first batch warms up.
    perEvent(batchesMs.slice(1, 1 + tenth)),
    perEvent(batchesMs.slice(-tenth)),
  ]
}

function latencies(name: string, latenciesMs: number[]): string[] {
  return [name, ...percentiles(latenciesMs, [0.5, 0.99]).map(ms)]
}

function ingest(seconds = INGEST.seconds): Promise<number[]> {
  const next = () => signedRequest('/in/stack', keyOf(secret), userCreatedBody(), Date.now())
  const pool = createRequestPool(next, INGEST.rate * (seconds + 1))
  pool.refill()
  return ingestSteadily({ port: server.port, rate: INGEST.rate, seconds, next: pool.next })
}
