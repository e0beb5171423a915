/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
  of<T>(values: readonly T[]): T
  /** One of the values, each as often as its share says. */
  share<T>(values: readonly (readonly [T, number])[]): T
  uuid(): string
  letters(length: number): string
  base64(bytes: number): string
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

export function seededRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  /** mulberry32 */
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit)
  const of = <T>(values: readonly T[]): T => values[below(values.length)] as T
  const hex = () => next().toString(16).padStart(8, '0')
  return {
    below,
    of,
    share: (values) => {
      const all = values.reduce((sum, [, share]) => sum + share, 0)
      let left = below(all)
      for (const [value, share] of values) {
        left -= share
        if (left < 0) return value
      }
      throw new Error('Shares are positive numbers.')
    },
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()]
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
    },
    letters: (length) => Array.from({ length }, () => LETTERS[below(LETTERS.length)]).join(''),
    base64: (bytes) => Buffer.from(Array.from({ length: bytes }, () => below(256))).toString('base64'),
  }
}
