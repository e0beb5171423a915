import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { FindingName } from './findings.ts'

/** Words by which a handler, or what stands before it, can be known. All that is given must be there. */
interface Place {
  /** The library or framework that speaks so. */
  from: string
  /** Left out: any that is not 2xx. */
  status?: readonly number[]
  /**
   * Looked for in the body, where entities and JSON escapes are undone. It must be linear: no repetition within
   * a repetition, and every gap has a bound.
   */
  words?: RegExp
  /** A header's name in lower case, and what its value must hold. */
  header?: readonly [name: string, value: RegExp]
  /** For words that say something only where they are all that is said: characters the body has at most. */
  upTo?: number
}

/** What the words mean: a finding about the signature, or a sentence that says what to do. */
type Sense = { finding: FindingName } | { meaning: string; causes?: readonly CauseCode[] }

export type Phrase = Place & Sense
