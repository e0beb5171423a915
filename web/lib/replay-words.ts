import type { Replay, ReplayPlan } from '../../shared/replay.ts'
import { formatCount, plural } from './format.ts'

/** How many events of a replay have had their turn, whatever came of it. */
export function doneOf({ delivered, failed, cancelled }: Replay): number {
  return delivered + failed + cancelled
}

/** Whether it goes on, or may go on. */
export function isUnderWay({ state }: Pick<Replay, 'state'>): boolean {
  return state === 'running' || state === 'paused'
}

/** `312 of 1,204, 3 failed` */
export function progressWords(replay: Replay): string {
  const done = `${formatCount(doneOf(replay))} of ${formatCount(replay.total)}`
  return replay.failed === 0 ? done : `${done}, ${formatCount(replay.failed)} failed`
}

/** What came of a replay that is over: `1,200 delivered, 3 failed, 1 deleted meanwhile`. */
export function outcomeWords(replay: Replay): string {
  const { delivered, failed, cancelled, total, state } = replay
  const left = Math.max(0, total - doneOf(replay))
  if (delivered === total) return `${plural(delivered, 'event')} delivered`
  const unsent = cancelled + left
  return [
    `${formatCount(delivered)} of ${formatCount(total)} delivered`,
    failed > 0 && `${formatCount(failed)} failed`,
    unsent > 0 && `${formatCount(unsent)} ${state === 'done' ? 'deleted meanwhile' : 'not sent'}`,
  ]
    .filter((words) => words !== false)
    .join(', ')
}

export const stateWords: Record<Replay['state'], string> = {
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped at the first failure',
  cancelled: 'Cancelled',
  done: 'Done',
}

/** `less than a second`, `about 40 s`, `about 2 min`, `about 3 h`. */
export function aboutWords(ms: number): string {
  if (ms < 1000) return 'less than a second'
  const seconds = Math.round(ms / 1000)
  if (seconds < 90) return `about ${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `about ${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `about ${hours} h` : `about ${Math.round(hours / 24)} days`
}

/** How far a replay was at a moment (epoch milliseconds). */
export interface Sample {
  at: number
  done: number
}

/** What was seen longer ago says little of how fast it goes now. */
const LATELY_MS = 20_000
const LEAST_MS = 1_500

/** Samples with one more, without those of long ago. */
export function withSample(samples: Sample[], sample: Sample): Sample[] {
  if (samples.at(-1)?.done === sample.done) return samples
  const lately = samples.filter(({ at }) => at >= sample.at - LATELY_MS)
  return [...lately, sample]
}

/** How long the rest takes: by the rate that was asked for, else by what was seen lately; null: nobody can say yet. */
export function leftMs(replay: Replay, samples: Sample[]): number | null {
  const left = Math.max(0, replay.total - doneOf(replay))
  if (replay.ratePerSecond !== null) {
    const toMake = Math.max(0, replay.total - replay.started)
    return (toMake * 1000) / replay.ratePerSecond
  }
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at - first.at < LEAST_MS || last.done <= first.done) return null
  return (left * (last.at - first.at)) / (last.done - first.done)
}

/** The most frequent types, and what stands for the rest: `and 7 more types`. */
export function planTypes(
  { byType, total, complete }: Pick<ReplayPlan, 'byType' | 'total' | 'complete'>,
  shown = 4,
): { types: ReplayPlan['byType']; rest: string | null } {
  // One more takes no more room than the words for it.
  const types = byType.length <= shown + 1 ? byType : byType.slice(0, shown)
  const others = byType.length - types.length
  if (others === 0) return { types, rest: null }
  const count = total - types.reduce((sum, { count }) => sum + count, 0)
  const events = complete && count > 0 ? `, ${plural(count, 'event')}` : ''
  return { types, rest: `and ${plural(others, 'more type')}${events}` }
}

/** `1,204 events`, `at least 50,000 events` where counting was cut off. */
export function planCount({ total, complete }: Pick<ReplayPlan, 'total' | 'complete'>): string {
  return complete ? plural(total, 'event') : `at least ${plural(total, 'event')}`
}
