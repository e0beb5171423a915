// npm run bench:page [-- --quick] [-- --events 1000000] [-- --data-dir DIR]
// The page on a store of a million events, in a real browser: how soon its first rows are there, whether a long
// scroll shows frames without rows, and what memory it takes.
import { parseArgs } from 'node:util'
import { heapReader, launchBrowser } from './lib/browser.ts'
import { count, megabytes, ms, percent, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { startServer } from './lib/server-process.ts'
import { table } from './lib/table.ts'
import { at, makeWorkspace } from './lib/workspace.ts'
import { fillStore } from './search/fill-store.ts'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    events: { type: 'string' },
    /** A store that an earlier run filled and left; made where there is none. */
    'data-dir': { type: 'string' },
  },
})
const total = Number(flags.events ?? (flags.quick ? 20_000 : 1_000_000))
const OPENINGS = flags.quick ? 3 : 15
const ROWS = flags.quick ? 5_000 : 50_000
const ROW_PX = 34
/** A quick reader: 60 frames a second of these are a screen every third of a second. */
const SLOW_PX = 40
/** A wheel that is spun: a screen in three frames. */
const FAST_PX = 250
const goal = { firstMs: 1000, heapBytes: 150 * 1024 * 1024 }

const dataDir = flags['data-dir'] ?? makeWorkspace()
await fillStore(dataDir, total)
const command = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', dataDir]
const server = await startServer(command, { core: null, cwd: dataDir })
const browser = await launchBrowser()

const firstMs: number[] = []
// The first one finds the server cold.
for (let i = -1; i < OPENINGS; i++) {
  const page = await openPage()
  const took = await page.evaluate<number>('firstRow')
  if (i >= 0) firstMs.push(took)
  await page.close()
}

const page = await openPage()
await page.evaluate('firstRow')
const heap = await heapReader(page)
const heapBefore = await heap()
const slow = await scroll(flags.quick ? 500 : 5_000, SLOW_PX)
const fast = await scroll(ROWS, FAST_PX)
const heapAfter = await heap()
const version = browser.version()
await browser.close()
await server.stop()

const [p50, p95] = percentiles(firstMs, [0.5, 0.95])
console.log(`${describeMachine()}. ${count(total)} events stored. Chromium ${version}, 1440 × 900.\n`)
console.log(
  table(
    ['', 'measured', 'wanted', 'outcome'],
    [
      [
        `first rows after navigation, p95 of ${OPENINGS}`,
        ms(p95),
        `≤ ${ms(goal.firstMs)}`,
        outcome(p95 <= goal.firstMs),
      ],
      ['frames without a row, scrolling', share(slow.blank, slow.all), 'none', outcome(slow.blank === 0)],
      [
        'frames without a row, scrolling fast',
        share(fast.blank, fast.all),
        'none',
        outcome(fast.blank === 0),
      ],
      [
        `heap after ${count(ROWS)} rows`,
        megabytes(heapAfter),
        `≤ ${megabytes(goal.heapBytes)}`,
        outcome(heapAfter <= goal.heapBytes),
      ],
    ],
  ),
)
console.log(
  `\nFirst rows: p50 ${ms(p50)}. Frames with some rows missing: ${share(slow.partly, slow.all)}, fast ` +
    `${share(fast.partly, fast.all)}; longest frame ${ms(slow.longestMs)}, fast ${ms(fast.longestMs)}. ` +
    `Heap before scrolling: ${megabytes(heapBefore)}.`,
)

async function openPage() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript({ path: at('bench/page/in-page.js') })
  await page.goto(server.url, { waitUntil: 'commit' })
  return page
}

interface Frames {
  all: number
  /** In which the list showed no row at all. */
  blank: number
  /** In which rows were missing at some places. */
  partly: number
  longestMs: number
}

function scroll(rows: number, step: number): Promise<Frames> {
  const way = JSON.stringify({ rows, height: ROW_PX, step })
  return page.evaluate<Frames>(`scrollThrough(${way})`)
}

function share(part: number, whole: number): string {
  return `${count(part)} of ${count(whole)} (${percent(part / whole)})`
}

function outcome(met: boolean): string {
  return met ? 'met' : 'missed'
}
