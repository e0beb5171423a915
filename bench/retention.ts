// npm run bench:retention [-- --quick] [-- --events 200000]
// How long a rule takes to delete a quarter of the stored events, how long its slices hold the write, and what
// senders notice of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Endpoint } from '../shared/endpoint.ts'
import { createRequestPool } from './ingest/request-pool.ts'
import { count, ms, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { keyOf, newSecret, signedRequest, userCreatedBody } from './lib/signed-requests.ts'
import { ingestSteadily } from './lib/steady-ingest.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'
import { fillStore } from './search/fill-store.ts'

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, events: { type: 'string' } },
})
const total = Number(flags.events ?? (flags.quick ? 8_000 : 200_000))
const toDelete = Math.floor(total / 4)
const rate = 200
const SECONDS_ALONE = flags.quick ? 3 : 15
const GOAL_MS = 20

const dataDir = makeWorkspace()
await fillStore(dataDir, total)
const secret = newSecret()
const slicesFile = join(dataDir, 'slices.json')
const preload = pathToFileURL(at('bench/retention/slices.mjs')).href
const server = await startServer(
  [process.execPath, '--import', preload, at('dist/server/main.js'), '--port', '0', '--data-dir', dataDir],
  { core: null, cwd: dataDir, env: { STACK_WEBHOOK_SECRET: secret, SLICES_FILE: slicesFile } },
)

const before = await ingest(SECONDS_ALONE)
const maxCount = (await storedEvents()) - toDelete
const begun = performance.now()
await setRule(maxCount)
const deletion = untilDeleted()
const during = await ingestUntil(deletion)
const seconds = (await deletion) / 1000
await setRule(null)
const after = await ingest(SECONDS_ALONE)
await server.stop()

const held: number[] = JSON.parse(readFileSync(slicesFile, 'utf8'))
const longest = Math.max(...held)
console.log(`${describeMachine()}. ${count(rate)} events of 2.1 KB a second meanwhile.\n`)
console.log(
  table(
    ['ingest', 'requests', 'p50', 'p95', 'p99'],
    [row('before', before), row('while a rule deletes events', during), row('after', after)],
  ),
)
console.log(
  `\n${table(
    ['slices', 'p50', 'p99', 'longest', 'goal'],
    [
      [
        count(held.length),
        ...percentiles(held, [0.5, 0.99]).map(ms),
        ms(longest),
        `≤ ${GOAL_MS} ms: ${longest <= GOAL_MS ? 'met' : 'missed'}`,
      ],
    ],
  )}`,
)
console.log(`\n${count(toDelete)} of ${count(total)} events deleted in ${seconds.toFixed(1)} s.`)

/** Resolves with the milliseconds since the rule was set. */
async function untilDeleted(): Promise<number> {
  // Those that come meanwhile are over as well, until they are gathered.
  while ((await storedEvents()) > maxCount + 2 * rate) await pause(100)
  return performance.now() - begun
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
  const next = () => signedRequest('/in/stack', keyOf(secret), userCreatedBody(), Date.now())
  const pool = createRequestPool(next, rate * (seconds + 1))
  pool.refill()
  return ingestSteadily({ port: server.port, rate, seconds, next: pool.next })
}

async function storedEvents(): Promise<number> {
  const { counts } = await ask('GET')
  return counts.verified + counts.failed + counts.unsigned + counts.unchecked
}

async function setRule(maxCount: number | null): Promise<void> {
  await ask('PATCH', { retention: { maxCount } })
}

async function ask(method: string, body?: unknown): Promise<Endpoint> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const reply = await fetch(`${server.url}/api/endpoints/stack`, { method, ...sent })
  if (!reply.ok) throw new Error(await reply.text())
  return (await reply.json()) as Endpoint
}

function row(name: string, latenciesMs: number[]): string[] {
  return [name, count(latenciesMs.length), ...percentiles(latenciesMs, [0.5, 0.95, 0.99]).map(ms)]
}
