import type { Replay } from '../../../shared/replay.ts'
import { isUnderWay } from '../../lib/replay-words.ts'

const MOST_LINES = 2
/** The summary of a replay that ended longer ago is no news. */
const NEWS_MS = 3_600_000

/**
 * Which bulk replays have a line above the list: those under way, as far as there is room, and the one that ended
 * last, after `seenAt` and within the hour before `now` (epoch milliseconds).
 */
export function chooseReplays(
  replays: readonly Replay[],
  seenAt: number,
  now: number,
): { shown: Replay[]; more: number } {
  const underWay = replays.filter(isUnderWay)
  const ended = replays
    .filter(({ finishedAt }) => finishedAt !== null && finishedAt > seenAt && now - finishedAt < NEWS_MS)
    .sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))
    .slice(0, 1)
  return {
    shown: [...underWay.slice(0, MOST_LINES), ...ended],
    more: Math.max(0, underWay.length - MOST_LINES),
  }
}
