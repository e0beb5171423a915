// npm run bench:search [-- --quick] [-- --events 1000000] [-- --data-dir DIR]
// How long it takes to find and count among a million events, what senders notice of it, and what it takes of
// disk and memory.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createRequestPool } from './ingest/request-pool.ts'
import { count, megabytes, ms, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { keyOf, newSecret, signedRequest, userCreatedBody } from './lib/signed-requests.ts'
import { ingestSteadily } from './lib/steady-ingest.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'
import { type Answered, askWhole } from './search/ask.ts'
import { fillStore } from './search/fill-store.ts'
import { type Kind, kindsOf } from './search/questions.ts'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    events: { type: 'string' },
    /** A store that an earlier run filled and left; made where there is none. */
    'data-dir': { type: 'string' },
  },
})
const total = Number(flags.events ?? (flags.quick ? 20_000 : 1_000_000))
const ROUNDS = flags.quick ? 10 : 40
const INGEST = { rate: 200, seconds: flags.quick ? 1 : 5, turns: flags.quick ? 2 : 8 }
const goal = { firstMs: 300, ingestTimes: 3, diskTimes: 2, memoryBytes: 300 * 1024 * 1024 }

const dataDir = flags['data-dir'] ?? makeWorkspace()
const stored = await fillStore(dataDir, total)
const disk = bytesOnDisk(dataDir)

const secret = newSecret()
const command = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', dataDir]
const server = await startServer(command, { core: null, cwd: dataDir, env: { STACK_WEBHOOK_SECRET: secret } })
let peakBytes = 0
const memory = setInterval(() => {
  peakBytes = Math.max(peakBytes, server.memoryBytes() ?? 0)
}, 50)

const kinds = kindsOf(total)
const answers = new Map<Kind, Answered[]>(kinds.map((kind) => [kind, []]))
// In turn, so that a slow moment of the machine is shared by all; the first round warms up.
for (let round = -1; round < ROUNDS; round++) {
  for (const kind of kinds) {
    const answered = await askWhole(server.url, kind.ask(Math.max(0, round)))
    if (round >= 0) answers.get(kind)?.push(answered)
  }
}
const slowest = slowestQuestion()

const alone: number[] = []
const during: number[] = []
let asked = 0
// In turn too: a disk that is slow for a while is slow for both.
for (let turn = 0; turn < INGEST.turns; turn++) {
  alone.push(...(await ingest()))
  const looping = new AbortController()
  const loop = askInLoop(slowest.path, looping.signal)
  during.push(...(await ingest()))
  looping.abort()
  asked += await loop
}
clearInterval(memory)
await server.stop()

console.log(
  `${describeMachine()}. ${count(total)} events, ${count(stored.receivedBytes / total)} bytes each as received.\n`,
)
console.log(
  table(
    ['question', 'first answer p50', 'p95', 'goal', 'whole answer p50', 'p95', 'parts'],
    kinds.map((kind) => rowOf(kind)),
  ),
)
const [p99Alone, p99During] = [p99(alone), p99(during)]
console.log(
  `\n${table(
    ['', 'measured', 'wanted', 'outcome'],
    [
      outcome('ingest p99 while searching, against without', p99During / p99Alone, goal.ingestTimes, times),
      outcome('bytes on disk, against bytes received', disk / stored.receivedBytes, goal.diskTimes, times),
      outcome('memory of the server at most', peakBytes, goal.memoryBytes, megabytes),
      outcome('slowest first answer', Math.max(...kinds.map(slowestFirst)), goal.firstMs, ms),
    ],
  )}`,
)
console.log(
  `\n${count(INGEST.rate)} events a second: p50 ${ms(p50(alone))} and p99 ${ms(p99Alone)} alone; p50 ${ms(p50(during))} ` +
    `and p99 ${ms(p99During)} while the slowest question, a “${slowest.name}”, is asked again and again (${asked} times).`,
)

/** The one that took longest to be answered whole. */
function slowestQuestion(): { name: string; path: string } {
  let longestMs = 0
  let slowest = { name: '', path: '' }
  for (const [kind, all] of answers) {
    for (const [round, { wholeMs }] of all.entries()) {
      if (wholeMs <= longestMs) continue
      longestMs = wholeMs
      slowest = { name: kind.name, path: kind.ask(round) }
    }
  }
  return slowest
}

async function askInLoop(path: string, signal: AbortSignal): Promise<number> {
  let times = 0
  for (; !signal.aborted; times++) await askWhole(server.url, path)
  return times
}

async function ingest(): Promise<number[]> {
  const next = () => signedRequest('/in/stack', keyOf(secret), userCreatedBody(), Date.now())
  const pool = createRequestPool(next, INGEST.rate * (INGEST.seconds + 1))
  pool.refill()
  return ingestSteadily({ port: server.port, ...INGEST, next: pool.next })
}

function rowOf(kind: Kind): string[] {
  const all = answers.get(kind) ?? []
  const [firstP50, firstP95] = percentiles(
    all.map(({ firstMs }) => firstMs),
    [0.5, 0.95],
  )
  const [wholeP50, wholeP95] = percentiles(
    all.map(({ wholeMs }) => wholeMs),
    [0.5, 0.95],
  )
  const goalText =
    kind.goalMs === null ? '' : `≤ ${kind.goalMs} ms: ${firstP95 <= kind.goalMs ? 'met' : 'missed'}`
  const parts = Math.max(...all.map((answered) => answered.parts))
  return [kind.name, ms(firstP50), ms(firstP95), goalText, ms(wholeP50), ms(wholeP95), count(parts)]
}

function slowestFirst(kind: Kind): number {
  return Math.max(...(answers.get(kind) ?? []).map(({ firstMs }) => firstMs))
}

function p50(latenciesMs: number[]): number {
  return percentiles(latenciesMs, [0.5])[0]
}

function p99(latenciesMs: number[]): number {
  return percentiles(latenciesMs, [0.99])[0]
}

function outcome(name: string, measured: number, wanted: number, print: (value: number) => string): string[] {
  return [name, print(measured), `≤ ${print(wanted)}`, measured <= wanted ? 'met' : 'missed']
}

function times(factor: number): string {
  return `${factor.toFixed(2)} times`
}

/** What a store takes once it is closed: the write-ahead logs are gone then. */
function bytesOnDisk(dir: string): number {
  return ['hooklens.db', 'search.db'].reduce((sum, file) => sum + statSync(join(dir, file)).size, 0)
}
