import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Budget } from './budget.ts'
import { suspects } from './causes/index.ts'

/** A body that may have been signed, and the causes that make it the one received. */
export interface BodyCandidate {
  body: Buffer
  codes: readonly CauseCode[]
}

/** More forms of one body than this are not combined with a second change. */
const MAX_FIRST = 30
/** Of the many forms that one cause offers the likeliest come first, and only they are combined with a second. */
const LIKELIEST = 6
/** Bodies that are kept, for a second change and to know them again, together. */
export const MAX_KEPT_BYTES = 16 * 1024 * 1024
/** Bodies that are made, together: those that are not kept take memory too until somebody collects them. */
const MAX_MADE_BYTES = 32 * 1024 * 1024

/** The forms of a received body, by how many changes lead to them: none, one, two. Made when asked for. */
export class BodyCandidates {
  readonly #received: BodyCandidate
  readonly #seen = new Seen(MAX_KEPT_BYTES)
  /** What each suspect was given, so that none makes the same forms twice. */
  readonly #shown = new Map<CauseCode, Seen>()
  readonly #first: BodyCandidate[] = []
  #isFirstTime = true
  #made = 0
  /** How many different forms were made, the received one among them. */
  count = 1

  constructor(received: Buffer) {
    this.#received = { body: received, codes: [] }
    this.#seen.isNew(received)
  }

  /** Those that so many changes lead to, and no fewer. The second time, those that were kept. */
  after(changes: number, budget: Budget): Iterable<BodyCandidate> {
    if (changes === 0) return [this.#received]
    return changes === 1 ? this.#changedOnce(budget) : this.#changedTwice(budget)
  }

  *#changedOnce(budget: Budget): Iterable<BodyCandidate> {
    if (!this.#isFirstTime) {
      yield* this.#first
      return
    }
    this.#isFirstTime = false
    let kept = 0
    for (const candidate of this.#change(this.#received, 'all', budget)) {
      kept += candidate.body.length
      if (kept <= MAX_KEPT_BYTES) this.#first.push(candidate)
      yield candidate
    }
  }

  *#changedTwice(budget: Budget): Iterable<BodyCandidate> {
    for (const before of perCause(this.#first, LIKELIEST).slice(0, MAX_FIRST)) {
      yield* this.#change(before, 'likeliest', budget)
    }
  }

  /** The likeliest form of every cause before the next ones of any, and these before the rest. */
  *#change(before: BodyCandidate, rest: 'all' | 'likeliest', budget: Budget): Iterable<BodyCandidate> {
    const offers = suspects.flatMap(({ code, bodies, looksAt }) =>
      bodies && !before.codes.includes(code) && this.#isNewTo(code, looksAt?.(before.body) ?? before.body)
        ? [{ forms: bodies(before.body, budget)[Symbol.iterator](), codes: [...before.codes, code] }]
        : [],
    )
    for (const limit of rest === 'all' ? [1, LIKELIEST, Number.POSITIVE_INFINITY] : [LIKELIEST]) {
      for (const { forms, codes } of offers) {
        for (let made = 0; made < limit; made++) {
          if (this.#made >= MAX_MADE_BYTES) return budget.leaveOut()
          const next = forms.next()
          if (next.done) break
          this.#made += next.value.length
          if (!this.#seen.isNew(next.value)) continue
          this.count++
          yield { body: next.value, codes }
        }
      }
    }
  }

  #isNewTo(code: CauseCode, body: Buffer): boolean {
    const shown = this.#shown.get(code) ?? new Seen(MAX_KEPT_BYTES)
    this.#shown.set(code, shown)
    return shown.isNew(body)
  }
}

/** Tells bodies apart by their bytes. Beyond what it may keep, a repeated one is new again. */
class Seen {
  readonly #byLength = new Map<number, Buffer[]>()
  #bytesLeft: number

  constructor(maxBytes: number) {
    this.#bytesLeft = maxBytes
  }

  isNew(body: Buffer): boolean {
    const alike = this.#byLength.get(body.length)
    if (alike?.some((other) => other.equals(body))) return false
    if (body.length > this.#bytesLeft) return true
    this.#bytesLeft -= body.length
    if (alike) alike.push(body)
    else this.#byLength.set(body.length, [body])
    return true
  }
}

function perCause(candidates: BodyCandidate[], limit: number): BodyCandidate[] {
  const counts = new Map<string, number>()
  return candidates.filter(({ codes }) => {
    const cause = codes.join()
    counts.set(cause, (counts.get(cause) ?? 0) + 1)
    return (counts.get(cause) ?? 0) <= limit
  })
}
