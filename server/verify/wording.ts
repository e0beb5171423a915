/** `1 secret`, `2 secrets`, `1,200 bytes`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** In quotation marks, cut where it is too long to read. */
export function quote(text: string): string {
  return text.length <= 60 ? `“${text}”` : `“${text.slice(0, 59)}…”`
}

/** `42 s`, and where seconds are hard to picture also `86,400 s (24 hours)`. */
export function seconds(number: number): string {
  const exact = `${number.toLocaleString('en-US')} s`
  const unit = number <= 300 ? undefined : units.find(([size]) => number >= size * 2)
  return unit ? `${exact} (${count(Math.round(number / unit[0]), unit[1])})` : exact
}

const units = [
  [365 * 86_400, 'year'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const
