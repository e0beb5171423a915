import { type Draws, drawsFrom } from './draws.ts'

/**
 * Where samples take ids and the time. All else that differs between two of a kind, such as names, follows from its
 * id: a user is called the same wherever they come up.
 */
export interface SampleSource {
  uuid(): string
  /** Epoch milliseconds. */
  now(): number
}

/** A source that gives the same samples for the same seed, but for the clock. */
export interface SeededSource extends SampleSource {
  draws: Draws
}

/** @param at what `now` says, epoch milliseconds */
export function seededSource(seed: string, at: number): SeededSource {
  const draws = drawsFrom(seed)
  return { draws, uuid: draws.uuid, now: () => at }
}
