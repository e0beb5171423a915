import type { SeededSource } from '../sample-source.ts'

/** Events that some action of somebody makes Stack send, or that something on their way made of them. */
export interface Scenario {
  /** As it is asked for: `sign-up`. */
  name: string
  label: string
  /** What it shows, in a sentence or two. */
  shows: string
  /** It is signed with an old secret and a new one. */
  needsTwoSecrets?: true
  /** The same for the same source; as many for any. */
  steps(source: SeededSource): Step[]
}

/** One request of a scenario. Times are milliseconds from the scenario's beginning, and may lie before it. */
export interface Step {
  payload: { type: string; data: Record<string, unknown> }
  /** Steps of the same number are one message, sent again. */
  message: number
  /** How long to wait before it is sent. */
  pauseMs: number
  /** When its message was made, as the message's id says. */
  madeMs: number
  /** What its signature says of the time. */
  signedMs: number
  /** Of the secrets that are in use. */
  signedWith: SignedWith
  /** What it is, for whoever watches. */
  note: string
}

export type SignedWith = 'new' | 'old' | 'both'

/** A step in the making: the rest follows from its place. */
export type Draft = Pick<Step, 'payload' | 'note'> & Partial<Step>

/** Steps one after the other, each a message of its own that is made, signed and sent at once. */
export function inTurn({ draws }: SeededSource, drafts: readonly Draft[]): Step[] {
  let at = 0
  return drafts.map((draft, index) => {
    const pauseMs = draft.pauseMs ?? (index === 0 ? 0 : 60 + draws.below(240))
    at += pauseMs
    const madeMs = draft.madeMs ?? at
    return { message: index, signedMs: madeMs, signedWith: 'new', ...draft, pauseMs, madeMs }
  })
}
