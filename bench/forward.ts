// npm run bench:forward [-- --quick]
// How many events a second Hooklens forwards, with every attempt on disk, against undici alone to the same server;
// and the memory that it takes to replay many.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Replay } from '../shared/replay.ts'
import { rateOf, startBackend } from './forward/backend.ts'
import { fill, stored } from './forward/fill.ts'
import { onCore, takeCores } from './lib/cores.ts'
import { count, median, megabytes, percentiles } from './lib/figures.ts'
import { describeMachine, isInMemory } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { userCreatedBody } from './lib/signed-requests.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const plan = flags.quick
  ? { rounds: 2, events: 2_000, replayed: 5_000 }
  : { rounds: 5, events: 8_000, replayed: 100_000 }
const GOAL = 0.6
// A server a round is stopped at the end, whatever happens.
process.setMaxListeners(0)

const dataDir = makeWorkspace()
const cores = takeCores()
const backend = await startBackend()
const start = () =>
  startServer([process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', dataDir], {
    core: cores?.server ?? null,
    cwd: dataDir,
  })

const first = await start()
const { endpoints } = await ask<{ endpoints: { id: string }[] }>(first.url, 'GET', '/api/endpoints')
const endpointId = endpoints[0]?.id ?? ''
const settings = { url: backend.url, retry: [] }
const targets = new Map<number, { id: string; url: string }>()
for (const maxInFlight of [4, 32]) {
  targets.set(
    maxInFlight,
    await ask(first.url, 'POST', '/api/targets', { ...settings, name: `${maxInFlight}`, maxInFlight }),
  )
}
await first.stop()

const rows: string[][] = []
for (const [inFlight, target] of targets) {
  const rates = { hooklens: [] as number[], bare: [] as number[] }
  for (let round = 0; round < plan.rounds; round++) {
    rates.hooklens.push(await forward(target))
    rates.bare.push(await bare(inFlight))
  }
  const ratios = rates.hooklens.map((rate, i) => rate / (rates.bare[i] as number))
  const [low, high] = percentiles(ratios, [0, 1])
  const range = `${low.toFixed(2)}–${high.toFixed(2)}`
  rows.push([
    `${inFlight} at a time`,
    count(median(rates.bare)),
    count(median(rates.hooklens)),
    median(ratios).toFixed(2),
    range,
    median(ratios) >= GOAL ? 'met' : 'missed',
  ])
}
const kept = stored(dataDir)
const sent = plan.rounds * plan.events * targets.size
if (kept.attempts !== sent || kept.delivered !== sent) {
  throw new Error(
    `${sent} were sent; ${kept.attempts} attempts and ${kept.delivered} deliveries are on disk.`,
  )
}
const place = isInMemory(dataDir) ? ' The data lies in memory.' : ''
console.log(`${describeMachine()}. Events of ${count(userCreatedBody().length)} bytes.${place}\n`)
console.log(table(['forwards', 'undici alone /s', 'Hooklens /s', 'ratio', 'range', 'goal ≥ 0.6'], rows))
console.log(`\nEvery one of ${count(sent)} attempts was on disk.\n`)
console.log(table(['replayed', 'a second', 'memory'], await replay()))
backend.close()

/** Starts a server that finds deliveries due, and gives how many a second the backend got. */
async function forward(target: { id: string; url: string }): Promise<number> {
  await fill(dataDir, plan.events, { endpointId, target })
  const all = backend.takes(plan.events)
  const server = await start()
  const rate = rateOf(await all)
  await server.stop()
  return rate
}

async function bare(inFlight: number): Promise<number> {
  const all = backend.takes(plan.events)
  const [name, ...args] = onCore(cores?.server ?? null, [
    process.execPath,
    at('bench/forward/bare-loop.mjs'),
    backend.url,
    String(plan.events),
    String(inFlight),
    userCreatedBody().toString(),
  ])
  const child = spawn(name, args, { stdio: 'inherit' })
  const [rate] = await Promise.all([all.then(rateOf), once(child, 'close')])
  return rate
}

/** Replays everything to one target, and reads the memory at each tenth. */
async function replay(): Promise<string[][]> {
  await fill(dataDir, plan.replayed, { endpointId, target: null })
  const server = await start()
  const targetId = targets.get(32)?.id
  const begun = performance.now()
  const { id, total } = await ask<Replay>(server.url, 'POST', '/api/replays', {
    query: '',
    targetId,
    signature: 'original',
  })
  const read: string[][] = []
  for (let tenth = 0; tenth <= 10; ) {
    const { started, delivered, state } = await ask<Replay>(server.url, 'GET', `/api/replays/${id}`)
    if (delivered >= (total * tenth) / 10) {
      const rate = delivered === 0 ? '' : count((delivered * 1000) / (performance.now() - begun))
      read.push([count(delivered), rate, megabytes(server.memoryBytes() ?? Number.NaN)])
      tenth++
    } else if (state !== 'running') {
      throw new Error(`The replay is ${state} after ${started} of ${total}.`)
    } else {
      await pause(50)
    }
  }
  await server.stop()
  return read
}

async function ask<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const reply = await fetch(url + path, { method, ...init })
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as T
}
