import type { Body } from '../../../shared/event.ts'
import { type ComparableTexts, comparableTexts, hasLongLine } from '../../lib/comparable-text.ts'
import { lineDiff, type TextChanges } from '../../lib/line-diff.ts'

/** Two bodies as an editor shows them, with what differs. */
export interface ComparedTexts extends ComparableTexts {
  /** Printed they are the same: they stand here as they came. */
  isOnlySpace: boolean
  /** A line is too long for an editor. */
  isTooLong: boolean
  changes: TextChanges
  /** Characters of the longest stretch of lines that differ. */
  longest: number
}

/** The worker has time; the reader waits. */
const TIMEOUT_MS = 3000

/** @param byMember print JSON with a line for each member, where both are JSON */
export function compareTexts(left: Body, right: Body, byMember: boolean): ComparedTexts {
  const printed = comparableTexts(left, right, byMember)
  const isSame = left.encoding === right.encoding && left.text === right.text
  const isOnlySpace = byMember && !isSame && printed.left === printed.right
  const texts = isOnlySpace ? comparableTexts(left, right, false) : printed
  const isTooLong = hasLongLine(texts.left) || hasLongLine(texts.right)
  const changes = isTooLong ? [] : lineDiff(texts.left, texts.right, { timeoutMs: TIMEOUT_MS })
  return { ...texts, isOnlySpace, isTooLong, changes, longest: longestStretch(texts.left, changes) }
}

/** Changes stand in one stretch where no whole line lies between them. */
function longestStretch(left: string, changes: TextChanges): number {
  let [longest, startA, startB] = [0, 0, 0]
  for (let i = 0; i < changes.length; i += 4) {
    const [fromA = 0, toA = 0, fromB = 0, toB = 0] = changes.slice(i, i + 4)
    if (i === 0 || hasLine(left, changes[i - 3] as number, fromA)) [startA, startB] = [fromA, fromB]
    longest = Math.max(longest, toA - startA, toB - startB)
  }
  return longest
}

function hasLine(text: string, from: number, to: number): boolean {
  const end = text.indexOf('\n', from)
  const next = end < 0 ? -1 : text.indexOf('\n', end + 1)
  return next >= 0 && next < to
}
