import type { CauseCode, Evidence } from '../../../shared/diagnosis.ts'
import type { HeaderPair } from '../../../shared/event.ts'
import type { Budget } from '../budget.ts'
import type { SignatureHeaders } from '../signature-headers.ts'

/** A secret with its text: a wrong one is explained by what is wrong with the text. */
export interface KnownSecret {
  label: string
  /** As lists show it: `whsec_…LaSw`. */
  hint: string
  text: string
}

/** Everything that is known of an event when the reason of its failure is looked for. */
export interface Case {
  headers: readonly HeaderPair[]
  body: Buffer
  /** Epoch milliseconds. */
  receivedAt: number
  picked: SignatureHeaders
  /** The endpoint's own secrets that counted at receipt. */
  secrets: readonly KnownSecret[]
  /** Its secrets that were removed, or had expired at receipt. */
  retired: readonly KnownSecret[]
  /** The secrets of other endpoints, each with its endpoint's slug. */
  elsewhere: readonly (KnownSecret & { endpoint: string })[]
  /** What other stored events tell. */
  neighbours: {
    /** Seconds from timestamp to receipt of the last verified events of this source. */
    agesS: readonly number[]
    /** An earlier event with the same id, timestamp and signature. */
    sameRequest: { id: string; receivedAt: number } | null
    /** An earlier event of another message that came with the same signature. */
    sameSignature: { id: string; receivedAt: number } | null
  }
}

/** Something that may have been signed instead of what came; `evidence` is what it shows if it was. */
export interface Candidate<T> {
  value: T
  evidence?: Evidence
}

/** The three values that the signature headers carry. */
export interface HeaderSet {
  id: string
  timestamp: string
  signature: string
}

/** A way to read one entry of the signature header: the 32 bytes, or the beginning of their base64. */
export type SignatureReading = { bytes: Buffer } | { base64Start: string }

/** A plain fact about the event, found without any HMAC. */
export interface Fact {
  confidence: 'proven' | 'likely' | 'possible'
  evidence: Evidence
}

/**
 * One possible cause. It offers candidates for one ingredient of the signed message; the search tries them in
 * combination with those of all other suspects. Or it knows a plain fact. Everything it does is pure.
 */
export interface Suspect {
  code: CauseCode
  /** Half a sentence that follows "Not verified: ". */
  title(evidence: Evidence): string
  explanation(evidence: Evidence): string
  fix(evidence: Evidence): string
  keys?(facts: Case): Iterable<Candidate<Buffer>>
  headerSets?(facts: Case): Iterable<Candidate<HeaderSet>>
  ids?(id: string, facts: Case): Iterable<Candidate<string>>
  timestamps?(timestamp: string, facts: Case): Iterable<Candidate<string>>
  /**
   * What may have been signed instead of `body`, the likeliest first. Called for the received body and for others'
   * candidates. Whatever reads or writes the whole body is asked of the budget before.
   */
  bodies?(body: Buffer, budget: Budget): Iterable<Buffer>
  /** The part of a body on which its forms depend; all of it if not told. */
  looksAt?(body: Buffer): Buffer
  /** What may have been signed before the body, instead of `{id}.{timestamp}.` */
  prefixes?(set: HeaderSet): Iterable<Candidate<string>>
  readings?(entry: string): Iterable<SignatureReading>
  /** `matched`: the search found what was signed, with these causes. */
  fact?(facts: Case, matched: readonly CauseCode[] | null): Fact | null
}
