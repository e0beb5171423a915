import type { Cores } from '../lib/cores.ts'
import { count, megabytes, ms, percent } from '../lib/figures.ts'
import { describeMachine, isInMemory } from '../lib/machine.ts'
import { table } from '../lib/table.ts'
import type { Closed, Measured, Steady } from './measure.ts'

export interface Result {
  connections: number
  closed: Closed
  steady: Steady
  live: { gaps: number; bytes: number }
}

interface Setting {
  cores: Cores | null
  /** Where the data was. */
  folder: string
  bodyBytes: number
  rounds: number
  measureMs: number
  steadyMs: number
}

/** What the benchmark is held to. */
const GOALS = { ofBare: 0.45, timesOneByOne: 4, steadyP99Ms: 10 }

/** Prints everything as Markdown. */
export function printReport(results: Result[], setting: Setting): void {
  const parts = [
    describe(setting),
    ...warnings(results, setting),
    closedTable(results),
    goalTable(results),
    `At half of Hooklens' maximum, open loop, ${setting.steadyMs / 1000} s; latency from the time at which a request was due:`,
    steadyTable(results),
  ]
  console.log(parts.join('\n\n'))
}

function describe({ cores, bodyBytes, rounds, measureMs }: Setting): string {
  const share = cores
    ? 'one core for the server, another for the load'
    : 'server and load share the cores (they could not be pinned)'
  return `${describeMachine()}; ${share}. Bodies of ${count(bodyBytes)} bytes, ${rounds} rounds of ${measureMs / 1000} s each, interleaved.`
}

function warnings(results: Result[], { folder }: Setting): string[] {
  const gaps = results.reduce((sum, { live }) => sum + live.gaps, 0)
  return [
    ...(isInMemory(folder) ? ['The data was kept in memory: commits cost less here than on a disk.'] : []),
    ...(gaps > 0 ? [`The page's socket was left behind ${gaps} times.`] : []),
  ]
}

function closedTable(results: Result[]): string {
  const row = (connections: number, name: string, measured: Measured) => [
    name,
    String(connections),
    `${count(measured.rate)} (${count(measured.slowest)}–${count(measured.fastest)})`,
    ms(measured.p50),
    ms(measured.p99),
    measured.serverCpu === null ? 'unknown' : percent(measured.serverCpu),
    percent(measured.loadCpu),
    measured.cpuUs === null ? 'unknown' : `${count(measured.cpuUs)} µs`,
  ]
  return table(
    [
      'variant',
      'connections',
      'requests/s (min–max)',
      'p50',
      'p99',
      'server core',
      'load core',
      'CPU a request',
    ],
    results.flatMap(({ connections, closed }) => [
      row(connections, 'Hooklens: verified, on disk, page open', closed.hooklens),
      row(connections, 'bare Fastify: no check, no storage', closed.bare),
      row(connections, 'Hooklens, a transaction a request', closed.oneByOne),
    ]),
  )
}

function goalTable(results: Result[]): string {
  const row = (connections: number, what: string, measured: string, wanted: string, met: boolean) => [
    what,
    String(connections),
    measured,
    wanted,
    met ? 'met' : 'missed',
  ]
  return table(
    ['goal', 'connections', 'measured', 'wanted', 'outcome'],
    results.flatMap(({ connections, closed, steady }) => {
      const ofBare = closed.hooklens.rate / closed.bare.rate
      const times = closed.hooklens.rate / closed.oneByOne.rate
      return [
        row(
          connections,
          'share of bare Fastify',
          ofBare.toFixed(2),
          `≥ ${GOALS.ofBare}`,
          ofBare >= GOALS.ofBare,
        ),
        row(
          connections,
          'times a transaction a request',
          times.toFixed(1),
          `≥ ${GOALS.timesOneByOne}`,
          times >= GOALS.timesOneByOne,
        ),
        row(
          connections,
          'p99 at half the maximum',
          ms(steady.p99),
          `≤ ${GOALS.steadyP99Ms} ms`,
          steady.p99 <= GOALS.steadyP99Ms,
        ),
      ]
    }),
  )
}

function steadyTable(results: Result[]): string {
  return table(
    ['connections', 'requests/s', 'p50', 'p99', 'p99.9', 'max', 'server core', 'live stream'],
    results.map(({ connections, steady, live }) => [
      String(connections),
      count(steady.rate),
      ms(steady.p50),
      ms(steady.p99),
      ms(steady.p999),
      ms(steady.max),
      steady.serverCpu === null ? 'unknown' : percent(steady.serverCpu),
      megabytes(live.bytes),
    ]),
  )
}
