import { count, mean, megabytes, ms, percentiles } from '../lib/figures.ts'
import { describeMachine } from '../lib/machine.ts'
import { table } from '../lib/table.ts'
import type { Delays } from './delays.ts'

export interface LiveResult {
  browser: string
  rate: number
  seconds: number
  delays: Delays
  longTasksMs: number[]
  heapBytes: number[]
}

/** What the benchmark is held to. */
const GOALS = { p95Ms: 150, longTaskMs: 200, heapGrowth: 0.1 }

/** Prints everything as Markdown. */
export function printLiveReport(result: LiveResult): void {
  console.log([describe(result), delayTable(result), pageTable(result)].join('\n\n'))
}

function describe({ browser, rate, seconds }: LiveResult): string {
  return `${describeMachine()}, Chromium ${browser}; server, sender and browser share the cores. ${count(rate)} events/s for ${seconds} s, all types, page of 1440 × 900 that follows the newest.`
}

function delayTable({ delays: { drawn, current } }: LiveResult): string {
  const row = (what: string, values: number[]) => [
    what,
    count(values.length),
    ...percentiles(values, [0.5, 0.95, 0.99, 1]).map(ms),
  ]
  return table(
    ['from the 200 to', 'events', 'p50', 'p95', 'p99', 'max'],
    [row('the row in the DOM', drawn), row('the row, or a newer one', current)],
  )
}

function pageTable({ delays, longTasksMs, heapBytes }: LiveResult): string {
  const [p95] = percentiles(delays.drawn, [0.95])
  const longest = Math.max(0, ...longTasksMs)
  const tooLong = longTasksMs.filter((duration) => duration > GOALS.longTaskMs).length
  const third = Math.ceil(heapBytes.length / 3)
  const [start, end] = [mean(heapBytes.slice(0, third)), mean(heapBytes.slice(-third))]
  const growth = end / start - 1
  const outcome = (met: boolean) => (met ? 'met' : 'missed')
  return table(
    ['goal', 'measured', 'wanted', 'outcome'],
    [
      ['p95 from the 200 to the row', ms(p95), `≤ ${GOALS.p95Ms} ms`, outcome(p95 <= GOALS.p95Ms)],
      [
        `tasks over ${GOALS.longTaskMs} ms`,
        `${tooLong} (over 50 ms: ${longTasksMs.length}, longest ${ms(longest)})`,
        '0',
        outcome(tooLong === 0),
      ],
      [
        'heap, first third → last third',
        `${megabytes(start)} → ${megabytes(end)}`,
        `within ${GOALS.heapGrowth * 100} %`,
        outcome(growth <= GOALS.heapGrowth),
      ],
    ],
  )
}
