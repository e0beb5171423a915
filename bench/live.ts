// npm run bench:live [-- --quick]
// A thousand events a second with a real page open: how long after the sender's 200 a row is there, whether
// the page ever stalls, and whether its memory grows.
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { count } from './lib/figures.ts'
import { startServer } from './lib/server-process.ts'
import { newSecret } from './lib/signed-requests.ts'
import { at, makeWorkspace } from './lib/workspace.ts'
import { measureDelays } from './live/delays.ts'
import { openPage } from './live/page.ts'
import { printLiveReport } from './live/report.ts'
import { sendEvents } from './live/send.ts'

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const rate = 1000
const seconds = flags.quick ? 6 : 30
const SAMPLE_MS = flags.quick ? 1000 : 3000
/** Enough to fill the list, so that its first growth is not taken for a leak. */
const WARM_UP_S = 2

const folder = makeWorkspace()
const secret = newSecret()
const main = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', folder]
const server = await startServer(main, { core: null, cwd: folder, env: { STACK_WEBHOOK_SECRET: secret } })
const warmUp = await sendEvents(server.port, secret, rate / 10, 1)
const page = await openPage(server.url)
const warmUpLive = await sendEvents(server.port, secret, rate, WARM_UP_S)

await page.takeNotes()
const startedAt = Date.now()
const rows = new Map<string, number>()
const longTasksMs: number[] = []
const heapBytes: number[] = []
const sampling = new AbortController()
const sampled = sample()
const acknowledged = await sendEvents(server.port, secret, rate, seconds)
sampling.abort()
await sampled
await page.shows(warmUp.size + warmUpLive.size + acknowledged.size, 10_000)
await takeNotes()

const delays = measureDelays(acknowledged, rows)
printLiveReport({ browser: page.version, rate, seconds, delays, longTasksMs, heapBytes })
console.log(
  `\nThe page's total is what was sent: ${count(warmUp.size + warmUpLive.size + acknowledged.size)}.`,
)
await page.close()
await server.stop()

async function sample(): Promise<void> {
  while (!sampling.signal.aborted) {
    await wait(SAMPLE_MS, undefined, { signal: sampling.signal }).catch(() => {})
    await takeNotes()
    if (!sampling.signal.aborted) heapBytes.push(await page.heapBytes())
  }
}

async function takeNotes(): Promise<void> {
  const notes = await page.takeNotes()
  // A row that was drawn again counts from the first time.
  for (const [id, drawnAt] of notes.rows) if (!rows.has(id)) rows.set(id, drawnAt)
  for (const [begunAt, durationMs] of notes.longTasks) if (begunAt >= startedAt) longTasksMs.push(durationMs)
}
