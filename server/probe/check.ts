import type { HeaderPair } from '../../shared/event.ts'
import type { ProbeCheck, ProbeExchange, ProbeOutcome } from '../../shared/probe.ts'
import type { Craft } from './craft.ts'

/** A request that a check makes, before the target's own headers are put to it. */
export interface Crafted {
  /** What is special about it. */
  note: string
  method: string
  headers: HeaderPair[]
  body: Uint8Array
  /** Signed as the sender would: an answer that refuses it tells of the handler. */
  genuine: boolean
}

/** What is made of a check's answers. */
export interface Judgement {
  outcome: Exclude<ProbeOutcome, 'skipped'>
  found: string
  /** Null: what the check itself says. */
  matters: string | null
  fix: string | null
}

/** A few requests, and what a right handler makes of them. */
export interface Check extends ProbeCheck {
  /** Why it matters, and what to do where it goes wrong in the way that the check looks for. */
  matters: string
  fix: string
  /** Makes the requests one by one, each as it is about to be sent, so that its timestamp is fresh. */
  requests(craft: Craft): Iterable<Crafted>
  /** All are sent at once. */
  together?: boolean
  /** Sent only where the handler did not take the others: to find out why. */
  afterRefusal?(craft: Craft): Iterable<Crafted>
  judge(exchanges: readonly ProbeExchange[]): Judgement
}
