import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Which core runs the server and which the load; null where cores cannot be given out. */
export interface Cores {
  server: number
  load: number
}

/**
 * Pins this process to one core and leaves another one to the server, so that neither takes time from the
 * other. Needs `taskset` (Linux) and two cores; elsewhere everything shares what there is.
 */
export function takeCores(): Cores | null {
  const [server, load] = allowedCores()
  if (server === undefined || load === undefined) return null
  const pinned = spawnSync('taskset', ['-acp', String(load), String(process.pid)])
  return pinned.status === 0 ? { server, load } : null
}

/** The command line that runs `command` on a core. */
export function onCore(core: number | null, command: string[]): [string, ...string[]] {
  const [name = '', ...args] = command
  return core === null ? [name, ...args] : ['taskset', '-c', String(core), name, ...args]
}

function allowedCores(): number[] {
  if (availableParallelism() < 2) return []
  const { stdout, status } = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' })
  if (status !== 0) return []
  // "pid 17's current affinity list: 0,2-3"
  return (stdout.split(':').at(-1) ?? '').split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
}
