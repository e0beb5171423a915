import type { SampleRun } from '../../../shared/sample.ts'
import { formatCount, plural } from '../../lib/format.ts'

/** How far a run is, or what came of it. */
export function runWords({ state, sent, total, outcomes }: SampleRun): string {
  const came = outcomes.map(({ outcome, count }) => `${formatCount(count)} ${outcomeWords(outcome)}`)
  const what = came.length === 0 ? '' : `: ${came.join(', ')}`
  switch (state) {
    case 'running':
      return `${formatCount(sent)} of ${formatCount(total)} sent${what}`
    case 'done':
      return `${plural(sent, 'request')} sent${what}.`
    case 'cancelled':
      return `Cancelled after ${formatCount(sent)} of ${formatCount(total)}${what}.`
    case 'failed':
      return `Ended after ${formatCount(sent)} of ${formatCount(total)}${what}.`
  }
}

/** A verdict says itself, a number is the status of an answer. */
function outcomeWords(outcome: string): string {
  return /^\d+$/.test(outcome)
    ? `answered with ${outcome}`
    : outcome === 'no answer'
      ? 'without an answer'
      : outcome
}
