/** Where each row of the text view begins and ends; ends exclude the line end. */
export interface TextRows {
  count: number
  start: Int32Array
  end: Int32Array
  /** Line number, from 1; 0 for a row that continues the line above. */
  line: Int32Array
}

/**
 * Cuts text into rows of at most `columns` UTF-16 units, so that one line of five megabytes costs no more
 * to draw than many short ones. Never cuts a surrogate pair.
 */
export function textRows(text: string, columns: number): TextRows {
  let [start, end, line] = [new Int32Array(1024), new Int32Array(1024), new Int32Array(1024)]
  let count = 0
  const push = (from: number, to: number, number: number) => {
    if (count === start.length) [start, end, line] = [grow(start), grow(end), grow(line)]
    start[count] = from
    end[count] = to
    line[count++] = number
  }
  let number = 0
  for (let at = 0; at <= text.length; ) {
    const feed = text.indexOf('\n', at)
    const next = feed < 0 ? text.length + 1 : feed + 1
    const stop = feed < 0 ? text.length : feed
    number++
    let from = at
    do {
      let to = Math.min(from + columns, stop)
      if (to < stop && isHighSurrogate(text.charCodeAt(to - 1)) && to - from > 1) to--
      push(from, to, from === at ? number : 0)
      from = to
    } while (from < stop)
    at = next
  }
  return { count, start, end, line }
}

function grow(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
