import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Budget } from './budget.ts'
import { suspects } from './causes/index.ts'

/** A body that may have been signed, and the causes that make it the one received. */
export interface BodyCandidate {
  body: Buffer
  codes: readonly CauseCode[]
}

/** More forms of one body than this are not combined with a second change. */
const MAX_FIRST = 40
/** Of the many ways to write JSON only the likeliest are combined with a second change. */
const MAX_SECOND = 12
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
    for (const candidate of this.#change({ body: this.#received, codes: [] }, Number.POSITIVE_INFINITY)) {
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
    for (const before of perCause(first, MAX_SECOND).slice(0, MAX_FIRST)) {
      for (const candidate of this.#change(before, MAX_SECOND)) {
        if (!seen.isNew(candidate.body)) continue
        this.count++
        made.push(candidate)
        yield candidate
      }
    }
    this.#levels[2] = keepWithin(made, MAX_KEPT_BYTES)
  }

  *#change(before: BodyCandidate, limit: number): Iterable<BodyCandidate> {
    for (const { code, bodies, bodyCost = COST } of suspects) {
      if (!bodies || before.codes.includes(code)) continue
      let made = 0
      for (const body of bodies(before.body)) {
        if (!this.#budget.spend({ bytes: bodyCost * body.length })) return
        yield { body, codes: [...before.codes, code] }
        if (++made >= limit) break
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
