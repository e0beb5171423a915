/** What a search may spend. Work is counted, so that the same event is explained in the same way each time. */
export interface Budget {
  /** Whether there is enough left for this much work, in bytes hashed; if so it is spent. Ask before the work. */
  spend(bytes: number): boolean
  /** Notes that something is left out for another reason than its work. */
  leaveOut(): void
  /** A budget of a share of what is left, from 0 to 1, spent from this one as well. */
  share(share: number): Budget
  /** Something had to be left out. */
  readonly exhausted: boolean
  readonly spent: number
}

/** A machine of today hashes this in less than a tenth of a second. */
const MAX_BYTES = 96 * 1024 * 1024

/** What any HMAC costs besides its bytes: setting it up takes as long as hashing this many. */
export const HMAC_COST = 6 * 1024

export function createBudget(maxBytes = MAX_BYTES): Budget {
  return budgetWithin(maxBytes, null)
}

function budgetWithin(
  maxBytes: number,
  whole: { take(bytes: number): void; leaveOut(): void } | null,
): Budget {
  let spent = 0
  let exhausted = false
  const take = (bytes: number) => {
    spent += bytes
    whole?.take(bytes)
  }
  const leaveOut = () => {
    exhausted = true
    whole?.leaveOut()
  }
  return {
    spend: (bytes) => {
      if (spent + bytes > maxBytes) {
        leaveOut()
        return false
      }
      take(bytes)
      return true
    },
    leaveOut,
    share: (share) => budgetWithin((maxBytes - spent) * share, { take, leaveOut }),
    get exhausted() {
      return exhausted
    },
    get spent() {
      return spent
    },
  }
}
