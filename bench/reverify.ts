// npm run bench:reverify [-- --quick]
// How long it takes to verify a hundred thousand stored events again, all of which get another verdict, and
// what senders notice of it.
import { parseArgs } from 'node:util'
import { createRequestPool } from './ingest/request-pool.ts'
import { count, ms, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { keyOf, newSecret, signedRequest, userCreatedBody } from './lib/signed-requests.ts'
import { ingestSteadily } from './lib/steady-ingest.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'
import { storeFailures } from './reverify/store-failures.ts'

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const stored = flags.quick ? 5_000 : 100_000
const rate = 200
const SECONDS_ALONE = flags.quick ? 3 : 15
const GOAL_S = 30

const folder = makeWorkspace()
const [wrong, right] = [newSecret(), newSecret()]
const main = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', folder]
const server = await startServer(main, { core: null, cwd: folder, env: { STACK_WEBHOOK_SECRET: wrong } })

await storeFailures(server.port, keyOf(right), stored)
await post('/api/endpoints/stack/secrets', { secret: right })

const before = await ingest(SECONDS_ALONE)
const run = reverify()
const during = await ingestUntil(run)
const { checked, changed, seconds } = await run
const after = await ingest(SECONDS_ALONE)
await server.stop()
if (checked < stored || changed !== stored) throw new Error(`Checked ${checked}, changed ${changed}.`)

console.log(`${describeMachine()}. ${count(rate)} events of 2.1 KB a second meanwhile.\n`)
console.log(
  table(
    ['ingest', 'requests', 'p50', 'p95', 'p99'],
    [row('before', before), row('while events are verified again', during), row('after', after)],
  ),
)
console.log(
  `\n${count(checked)} events checked, ${count(changed)} changed, in ${seconds.toFixed(1)} s (goal for 100,000: ${GOAL_S} s).`,
)

async function reverify(): Promise<{ checked: number; changed: number; seconds: number }> {
  const begun = performance.now()
  const reply = await post('/api/endpoints/stack/reverify', {})
  return { ...(reply as { checked: number; changed: number }), seconds: (performance.now() - begun) / 1000 }
}

async function ingestUntil(done: Promise<unknown>): Promise<number[]> {
  const latenciesMs: number[] = []
  let running = true
  const ended = done.finally(() => {
    running = false
  })
  while (running) latenciesMs.push(...(await ingest(1)))
  await ended
  return latenciesMs
}

/** Latencies of signed events that come at a steady rate. */
async function ingest(seconds: number): Promise<number[]> {
  const key = keyOf(right)
  const pool = createRequestPool(
    () => signedRequest('/in/stack', key, userCreatedBody(), Date.now()),
    rate * (seconds + 1),
  )
  pool.refill()
  return ingestSteadily({ port: server.port, rate, seconds, next: pool.next })
}

async function post(path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(await reply.text())
  return reply.json()
}

function row(name: string, latenciesMs: number[]): string[] {
  return [name, count(latenciesMs.length), ...percentiles(latenciesMs, [0.5, 0.95, 0.99]).map(ms)]
}
