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
/** Bodies that are kept for the second round, together. */
const MAX_KEPT_BYTES = 24 * 1024 * 1024
/** Making a form costs about as much as hashing it this often. */
const COST = 2

/** The forms of a received body, by how many changes lead to them: none, one, two. Made when asked for. */
export class BodyCandidates {
  readonly #received: Buffer
  readonly #budget: Budget
  readonly #levels: BodyCandidate[][] = []
  /** How many different forms were made, the received one among them. */
  count = 1

  constructor(received: Buffer, budget: Budget) {
    this.#received = received
    this.#budget = budget
    this.#levels[0] = [{ body: received, codes: [] }]
  }

  after(changes: 0 | 1 | 2): Iterable<BodyCandidate> {
    const known = this.#levels[changes]
    if (known) return known
    return changes === 1 ? this.#first() : this.#second()
  }

  *#first(): Iterable<BodyCandidate> {
    const seen = new Seen(this.#received)
    const made: BodyCandidate[] = []
    for (const candidate of this.#change({ body: this.#received, codes: [] }, 'all')) {
      if (!seen.isNew(candidate.body)) continue
      this.count++
      made.push(candidate)
      yield candidate
    }
    this.#levels[1] = keepWithin(made, MAX_KEPT_BYTES)
  }

  *#second(): Iterable<BodyCandidate> {
    const first = this.#levels[1] ?? []
    const seen = new Seen(this.#received, ...first.map(({ body }) => body))
    const made: BodyCandidate[] = []
    for (const before of perCause(first, LIKELIEST).slice(0, MAX_FIRST)) {
      for (const candidate of this.#change(before, 'likeliest')) {
        if (!seen.isNew(candidate.body)) continue
        this.count++
        made.push(candidate)
        yield candidate
      }
    }
    this.#levels[2] = keepWithin(made, MAX_KEPT_BYTES)
  }

  /** The likeliest forms of every cause before the rest of any. */
  *#change(before: BodyCandidate, rest: 'all' | 'likeliest'): Iterable<BodyCandidate> {
    const offers = suspects.flatMap(({ code, bodies, bodyCost = COST }) =>
      bodies && !before.codes.includes(code)
        ? [{ bodies: bodies(before.body)[Symbol.iterator](), cost: bodyCost, codes: [...before.codes, code] }]
        : [],
    )
    for (const limit of rest === 'all' ? [LIKELIEST, Number.POSITIVE_INFINITY] : [LIKELIEST]) {
      for (const { bodies, cost, codes } of offers) {
        for (let made = 0; made < limit; made++) {
          const next = bodies.next()
          if (next.done) break
          if (!this.#budget.spend({ bytes: cost * next.value.length })) return
          yield { body: next.value, codes }
        }
      }
    }
  }
}

/** Tells bodies apart by their bytes. */
class Seen {
  readonly #bodies = new Set<string>()
  constructor(...bodies: Buffer[]) {
    for (const body of bodies) this.isNew(body)
  }

  isNew(body: Buffer): boolean {
    const key = body.toString('latin1')
    if (this.#bodies.has(key)) return false
    this.#bodies.add(key)
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

function keepWithin(candidates: BodyCandidate[], maxBytes: number): BodyCandidate[] {
  let bytes = 0
  return candidates.filter(({ body }) => {
    bytes += body.length
    return bytes <= maxBytes
  })
}
