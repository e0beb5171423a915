import { diff } from '@codemirror/merge'
import { longestAscending } from '../../shared/diff/longest-ascending.ts'

/** Where two texts differ: from and to in the left one, from and to in the right one, one after the other. */
export type TextChanges = number[]

interface LineDiffOptions {
  /** Milliseconds after which the rest is told roughly. */
  timeoutMs: number
}

/**
 * Compares two texts line by line, then within the lines that differ: of large texts far more exact, and faster, than
 * comparing their characters.
 */
export function lineDiff(left: string, right: string, { timeoutMs }: LineDiffOptions): TextChanges {
  const until = Date.now() + timeoutMs
  const known = new Map<string, string>()
  const [ones, others] = [linesOf(left, known), linesOf(right, known)]
  const config = () => ({ scanLimit: SCAN_LIMIT, timeout: Math.max(1, until - Date.now()) })
  const changes: TextChanges = []
  if (known.size > MOST_LINES) {
    addAll(changes, diff(left, right, config()), 0, 0)
    return changes
  }
  const within = (fromA: number, toA: number, fromB: number, toB: number) => {
    const [a, b] = [ones.starts[fromA] as number, others.starts[fromB] as number]
    const [part, other] = [left.slice(a, ones.starts[toA]), right.slice(b, others.starts[toB])]
    const isRough = part.length + other.length > MOST_WITHIN || Date.now() > until
    if (isRough) changes.push(a, a + part.length, b, b + other.length)
    else addAll(changes, diff(part, other, config()), a, b)
  }
  let [a, b] = [0, 0]
  for (const [toA, toB] of [
    ...anchors(ones.codes, others.codes),
    [ones.codes.length, others.codes.length] as const,
  ]) {
    const [part, other] = [ones.codes.slice(a, toA), others.codes.slice(b, toB)]
    if (part !== other) {
      for (const found of diff(part, other, config())) {
        within(a + found.fromA, a + found.toA, b + found.fromB, b + found.toB)
      }
    }
    ;[a, b] = [toA, toB]
  }
  return changes
}

/**
 * Places of lines that stand once in each text, and in the same order: between them little is left to compare, however
 * much differs.
 */
function anchors(ones: string, others: string): [number, number][] {
  const [inOnes, inOthers] = [placesOfSingle(ones), placesOfSingle(others)]
  const pairs = [...inOnes].flatMap(([code, place]): [number, number][] => {
    const other = inOthers.get(code)
    return place < 0 || other === undefined || other < 0 ? [] : [[place, other]]
  })
  const staying = longestAscending(pairs.map(([, other]) => other))
  return pairs.filter(([, other]) => staying.has(other))
}

/** Of each letter its place; -1: it stands there more than once. */
function placesOfSingle(codes: string): Map<number, number> {
  const places = new Map<number, number>()
  for (let place = 0; place < codes.length; place++) {
    const code = codes.charCodeAt(place)
    places.set(code, places.has(code) ? -1 : place)
  }
  return places
}

/** Deeper searches take too long; what they would have found is told roughly. */
const SCAN_LIMIT = 20_000
/** So many different lines have a letter each. */
const MOST_LINES = 0xd000
/** Longer stretches that differ are not looked into. */
const MOST_WITHIN = 100_000

/** Every line as one letter: equal lines have the same one. `starts` has where each begins, and the end. */
function linesOf(text: string, known: Map<string, string>): { codes: string; starts: number[] } {
  const starts = [0]
  let codes = ''
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end + 1
    const line = text.slice(from, to)
    let code = known.get(line)
    if (code === undefined) {
      code = String.fromCharCode(FIRST_LETTER + known.size)
      known.set(line, code)
    }
    codes += code
    starts.push(to)
    from = to
  }
  return { codes, starts }
}

/** Letters up to the surrogates, of which halves would be no letters. */
const FIRST_LETTER = 0x100

function addAll(
  changes: TextChanges,
  found: readonly { fromA: number; toA: number; fromB: number; toB: number }[],
  a: number,
  b: number,
): void {
  for (const { fromA, toA, fromB, toB } of found) changes.push(a + fromA, a + toA, b + fromB, b + toB)
}
