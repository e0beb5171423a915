import { setPriority } from 'node:os'
import { platform } from 'node:process'

/** Where the machine is busy, ingest goes before this thread. */
const BACKGROUND = 10

/** Lets this thread's work wait for that of the others. Only Linux knows priorities of single threads. */
export function yieldToOthers(): void {
  if (platform === 'linux') setPriority(BACKGROUND)
}
