import { statfsSync } from 'node:fs'
import { cpus, platform, release, totalmem } from 'node:os'

const TMPFS = 0x01021994

/** The machine, as far as it says how to read the figures. */
export function describeMachine(): string {
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} cores, ${memory} GB of memory, Node ${process.versions.node}, ${platform()} ${release().split('-')[0]}`
}

/** Whether what is written to a folder stays in memory, so that a commit costs nothing there. */
export function isInMemory(folder: string): boolean {
  return statfsSync(folder).type === TMPFS
}
