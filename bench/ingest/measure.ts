import { median, percentiles } from '../lib/figures.ts'
import { type LoadResult, runClosedLoop, runOpenLoop } from './load.ts'
import type { RequestPool } from './request-pool.ts'
import type { Variant, Variants } from './variants.ts'

/** What several rounds of one variant came to. */
export interface Measured {
  /** The median of the rounds. */
  rate: number
  slowest: number
  fastest: number
  p50: number
  p99: number
  /** Shares of one core: how busy the server was, and how busy the load. */
  serverCpu: number | null
  loadCpu: number
  /** Processor time of the server for one request, in microseconds. */
  cpuUs: number | null
  acknowledged: number
}

export type Closed = Record<keyof Variants, Measured>

interface Round extends LoadResult {
  serverCpu: number | null
  loadCpu: number
  cpuUs: number | null
}

interface Setting {
  connections: number
  warmUpMs: number
  measureMs: number
}

/** Rounds of each variant in turn, so that whatever else the machine does falls on all of them alike. */
export async function runRounds(
  variants: Variants,
  setting: Setting & { rounds: number; pool: RequestPool },
): Promise<Closed> {
  const rounds: Record<keyof Variants, Round[]> = { hooklens: [], bare: [], oneByOne: [] }
  const names = Object.keys(rounds) as (keyof Variants)[]
  for (let i = 0; i <= setting.rounds; i++) {
    for (const name of names) {
      const variant = variants[name]
      const { port } = variant.server
      setting.pool.refill()
      const { next } = setting.pool
      const round = await watchCpu(variant, () => runClosedLoop({ ...setting, port, next }))
      rounds[name].push(round)
      process.stderr.write(
        `${setting.connections} connections, round ${i}, ${variant.name}: ${Math.round(round.rate)}/s\n`,
      )
    }
  }
  return {
    hooklens: summarize(rounds.hooklens),
    bare: summarize(rounds.bare),
    oneByOne: summarize(rounds.oneByOne),
  }
}

/** What a sender finds when the server is not at its limit. */
export interface Steady {
  rate: number
  p50: number
  p99: number
  p999: number
  max: number
  serverCpu: number | null
  acknowledged: number
}

export async function runSteady(
  variant: Variant,
  setting: Setting & { rate: number; steadyMs: number; next: () => Buffer },
): Promise<Steady> {
  const load = { ...setting, measureMs: setting.steadyMs, port: variant.server.port }
  const result = await watchCpu(variant, () => runOpenLoop(load))
  const [p50, p99, p999, max] = percentiles(result.latenciesMs, [0.5, 0.99, 0.999, 1])
  const { rate, serverCpu, acknowledged } = result
  return { rate, p50, p99, p999, max, serverCpu, acknowledged }
}

/** The first round is left out: the code is not compiled yet. */
function summarize(all: Round[]): Measured {
  const rounds = all.slice(1)
  const rates = rounds.map(({ rate }) => rate)
  const latenciesMs = rounds.flatMap((round) => round.latenciesMs)
  const [p50, p99] = percentiles(latenciesMs, [0.5, 0.99])
  return {
    rate: median(rates),
    slowest: Math.min(...rates),
    fastest: Math.max(...rates),
    p50,
    p99,
    serverCpu: medianOrNull(rounds.map((round) => round.serverCpu)),
    loadCpu: median(rounds.map((round) => round.loadCpu)),
    cpuUs: medianOrNull(rounds.map((round) => round.cpuUs)),
    acknowledged: all.reduce((sum, round) => sum + round.acknowledged, 0),
  }
}

function medianOrNull(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? median(known) : null
}

async function watchCpu({ server }: Variant, run: () => Promise<LoadResult>): Promise<Round> {
  const startedAt = performance.now()
  const [serverBefore, loadBefore] = [server.cpuMs(), process.cpuUsage()]
  const result = await run()
  const tookMs = performance.now() - startedAt
  const [serverAfter, load] = [server.cpuMs(), process.cpuUsage(loadBefore)]
  const serverMs = serverBefore === null || serverAfter === null ? null : serverAfter - serverBefore
  return {
    ...result,
    serverCpu: serverMs === null ? null : serverMs / tookMs,
    loadCpu: (load.user + load.system) / 1000 / tookMs,
    cpuUs: serverMs === null ? null : (serverMs * 1000) / result.acknowledged,
  }
}
