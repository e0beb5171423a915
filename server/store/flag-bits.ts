import { type Flag, flags } from '../../shared/flag.ts'

/** Flags as a column keeps them: a bit each, by their place in `flags`. */
export function bitsOf(set: readonly Flag[]): number {
  return set.reduce((bits, flag) => bits | (1 << flags.indexOf(flag)), 0)
}

export function flagsOf(bits: number): Flag[] {
  return bits === 0 ? [] : flags.filter((_, place) => (bits & (1 << place)) !== 0)
}
