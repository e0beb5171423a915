import { channel } from 'node:diagnostics_channel'
import { setTimeout as pause } from 'node:timers/promises'

/** Deletions never keep other writers waiting for longer: what one slice may take, with its commit. */
export const LONGEST_HOLD_MS = 20

/** A slice aims at a quarter of that: now and then a commit has a checkpoint behind it, and the disk is not always as fast. */
const AIM_MS = LONGEST_HOLD_MS / 4
const LEAST_WORK_MS = 0.5
const FIRST_WORK_MS = 3

/** Tells whoever measures how long each slice held the write, in milliseconds. */
export const sliceHeld = channel('hooklens:deletion-slice')

/** How long the next slice may work, learnt from what the last ones took as a whole. */
export class Pace {
  #workMs = FIRST_WORK_MS

  /** Milliseconds after which a slice begins no further row. */
  get workMs(): number {
    return this.#workMs
  }

  /** A slice took so long, with the tallies and the commit behind its rows. */
  took(heldMs: number): void {
    const factor = Math.min(1.25, AIM_MS / Math.max(0.1, heldMs))
    this.#workMs = Math.max(LEAST_WORK_MS, Math.min(AIM_MS, this.#workMs * factor))
    if (sliceHeld.hasSubscribers) sliceHeld.publish(heldMs)
  }
}

/**
 * Runs slices until one says that it was the last, with a rest behind each that is `restFactor` times as long:
 * whoever waits to write comes first. Gives whether it came to the end; false: `signal` was aborted.
 */
export async function inSlices(
  pace: Pace,
  { restFactor, signal }: { restFactor: number; signal: AbortSignal },
  slice: (workMs: number) => boolean,
): Promise<boolean> {
  for (;;) {
    if (signal.aborted) return false
    const startedAt = performance.now()
    const more = slice(pace.workMs)
    const heldMs = performance.now() - startedAt
    pace.took(heldMs)
    if (!more) return true
    await pause(Math.max(1, restFactor * heldMs))
  }
}
