// npm run bench:diff [-- --quick]: how long it takes to compare two payloads, and to read the history of an entity.
import { compareJson } from '../shared/diff/compare-json.ts'
import { jsonPatch } from '../shared/diff/json-patch.ts'
import { type JsonDocument, parseJson } from '../shared/json/parse.ts'
import { fillHistory } from './diff/fill-history.ts'
import { hostilePair, userAt } from './diff/payload-pairs.ts'
import { count, ms, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'

const quick = process.argv.includes('--quick')
const ROUNDS = quick ? 5 : 40
const EVENTS = quick ? 1000 : 10_000

const pairs: { name: string; texts: [string, string]; goalMs: number | null }[] = [
  { name: '2 KB', texts: [userAt(1, 2 * 1024), userAt(9, 2 * 1024)], goalMs: 2 },
  { name: '100 KB', texts: [userAt(1, 100 * 1024), userAt(9, 100 * 1024)], goalMs: null },
  { name: '1 MB', texts: [userAt(1, 1024 * 1024), userAt(9, 1024 * 1024)], goalMs: 300 },
  { name: '100,000 elements, all others', texts: hostilePair('other'), goalMs: null },
  { name: '100,000 elements in reverse', texts: hostilePair('reversed'), goalMs: null },
]
const questions = [
  { name: 'first page, oldest first', path: '', goalMs: 100 },
  { name: 'first page, newest first', path: '?order=newest', goalMs: 100 },
  { name: 'first answer, `field=server_metadata.plan`', path: '?field=server_metadata.plan', goalMs: null },
  { name: 'the state at the newest event', path: '/state', goalMs: null },
]

console.log(`${describeMachine()}.\n`)
console.log(
  table(['pair', 'changes', 'compare p50', 'p95', 'first', 'goal', 'patch p50'], pairs.map(rowOfPair)),
)

const dataDir = makeWorkspace()
await fillHistory(dataDir, EVENTS)
const command = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', dataDir]
const server = await startServer(command, { core: null, cwd: dataDir })
const rows: string[][] = []
for (const question of questions) rows.push(await rowOfQuestion(question))
await server.stop()
console.log(`\n${table([`one user with ${count(EVENTS)} events`, 'entries', 'p50', 'p95', 'goal'], rows)}`)
console.log(
  '\nTimes of a comparison include reading both texts; "first" is the first one, before anything is compiled.',
)

function rowOfPair({ name, texts, goalMs }: (typeof pairs)[number]): string[] {
  const compare = () => compareJson(read(texts[0]), read(texts[1]))
  const first = timeOf(compare)
  const rounds = goalMs !== null && goalMs < 10 ? ROUNDS * 10 : ROUNDS
  const [p50, p95] = percentiles(
    Array.from({ length: rounds }, () => timeOf(compare)),
    [0.5, 0.95],
  )
  const [patch] = percentiles(
    Array.from({ length: Math.ceil(ROUNDS / 4) }, () =>
      timeOf(() => jsonPatch(read(texts[0]), read(texts[1]))),
    ),
    [0.5],
  )
  return [name, count(compare().total), ms(p50), ms(p95), ms(first), outcome(p95, goalMs), ms(patch)]
}

async function rowOfQuestion({ name, path, goalMs }: (typeof questions)[number]): Promise<string[]> {
  const times: number[] = []
  let entries: unknown[] = []
  // The first round warms up.
  for (let round = -1; round < ROUNDS; round++) {
    const start = performance.now()
    const reply = await fetch(`${server.url}/api/entities/user/user-1${path}`)
    entries = ((await reply.json()) as { entries?: unknown[] }).entries ?? []
    if (round >= 0) times.push(performance.now() - start)
    if (!reply.ok) throw new Error(`${path} was answered with ${reply.status}.`)
  }
  const [p50, p95] = percentiles(times, [0.5, 0.95])
  return [name, path === '/state' ? '–' : count(entries.length), ms(p50), ms(p95), outcome(p95, goalMs)]
}

function outcome(measured: number, goalMs: number | null): string {
  return goalMs === null ? '' : `≤ ${goalMs} ms: ${measured <= goalMs ? 'met' : 'missed'}`
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function read(text: string): JsonDocument {
  const { document } = parseJson(text)
  if (document === null) throw new Error('This is no JSON.')
  return document
}
