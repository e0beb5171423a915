import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { hostileCases } from '../../server/testing/hostile-cases.ts'
import { megabytes, ms } from '../lib/figures.ts'
import { table } from '../lib/table.ts'

/** What it takes to explain one request. */
export interface Cost {
  bodyBytes: number
  /** Processor time of all threads: the median of many times, and the first, when nothing is compiled yet. */
  cpuMs: number
  firstCpuMs: number
  /** By how much the process grew the first time, at its peak; null where the system does not tell. */
  grownMb: number | null
}

/** Explains each hostile request in a process of its own. */
export function hostileTable(): string {
  const rows = Object.keys(hostileCases).map((name) => {
    const { bodyBytes, cpuMs, firstCpuMs, grownMb } = costOf(name)
    const grown = grownMb === null ? '–' : `${Math.round(grownMb)} MB`
    return [name, megabytes(bodyBytes), ms(cpuMs), ms(firstCpuMs), grown]
  })
  return table(['hostile request', 'body', 'CPU: median', 'first time', 'memory'], rows)
}

function costOf(name: string): Cost {
  const script = fileURLToPath(new URL('./hostile-run.ts', import.meta.url))
  const printed = execFileSync(process.execPath, ['--expose-gc', ...process.execArgv, script, name], {
    encoding: 'utf8',
  })
  return JSON.parse(printed) as Cost
}
