import { firstDifference } from '../../shared/diff/bytes.ts'
import type { Body } from '../../shared/event.ts'
import { parseJson } from '../../shared/json/parse.ts'
import { bodyBytes } from './bytes.ts'
import { hexRow } from './hex.ts'
import { prettyJson } from './json/pretty.ts'

/** From here on a line is too long for an editor to draw quickly. */
export const LONG_LINE = 5_000
/** Bytes of bodies that are no text that are shown at most. */
const MOST_BYTES = 64 * 1024
/** What is shown around the first difference of what is too long to be shown whole. */
const AROUND = 2_000

/** Two bodies as an editor can show them, and what it does not show. */
export interface ComparableTexts {
  left: string
  right: string
  isJson: boolean
  note: string | null
}

/** @param byMember print JSON with a line for each member, where both are JSON */
export function comparableTexts(left: Body, right: Body, byMember: boolean): ComparableTexts {
  if (left.encoding === 'base64' || right.encoding === 'base64') {
    const [one, other] = [bodyBytes(left), bodyBytes(right)]
    const isCut = Math.max(one.length, other.length) > MOST_BYTES
    const at = firstDifference(one, other) ?? 0
    // Rows begin at the same places on both sides.
    const from = isCut ? Math.max(0, Math.floor((at - AROUND) / 16) * 16) : 0
    return {
      left: hexText(one.subarray(from)),
      right: hexText(other.subarray(from)),
      isJson: false,
      note: isCut
        ? `One of them is no UTF-8 text: ${MOST_BYTES / 1024} KiB from byte ${from + 1} on, around the first difference.`
        : 'One of them is no UTF-8 text, so their bytes are shown.',
    }
  }
  if (byMember) {
    const [one, other] = [parseJson(left.text).document, parseJson(right.text).document]
    if (one !== null && other !== null) {
      return { left: prettyJson(one), right: prettyJson(other), isJson: true, note: null }
    }
  }
  if (hasLongLine(left.text) || hasLongLine(right.text)) return aroundDifference(left.text, right.text)
  return { left: left.text, right: right.text, isJson: false, note: null }
}

export function hasLongLine(text: string): boolean {
  let from = 0
  for (;;) {
    const end = text.indexOf('\n', from)
    if ((end < 0 ? text.length : end) - from > LONG_LINE) return true
    if (end < 0) return false
    from = end + 1
  }
}

function aroundDifference(left: string, right: string): ComparableTexts {
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  const from = Math.max(0, at - AROUND)
  const part = (text: string) => text.slice(from, at + AROUND)
  const isWhole = from === 0 && Math.max(left.length, right.length) <= at + AROUND
  const note = `Their lines are too long to be shown whole: characters ${from + 1} to ${at + AROUND}, around the first difference.`
  return { left: part(left), right: part(right), isJson: false, note: isWhole ? null : note }
}

function hexText(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, MOST_BYTES)
  const lines: string[] = []
  for (let row = 0; row * 16 < shown.length; row++) {
    const { hex, ascii } = hexRow(shown, row, 16)
    lines.push(`${hex.join(' ')}  ${ascii}`)
  }
  return lines.join('\n')
}
