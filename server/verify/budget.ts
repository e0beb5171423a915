/** What a search may spend. Work is counted, so that the same event is explained in the same way each time. */
export interface Budget {
  /** Whether this much more may be done; it is counted if so. */
  spend(work: { signatures?: number; bytes?: number }): boolean
  readonly exhausted: boolean
}

const MAX_SIGNATURES = 5_000
/** Bytes hashed or written. A machine of today hashes this in less than a tenth of a second. */
const MAX_BYTES = 96 * 1024 * 1024

export function createBudget(maxSignatures = MAX_SIGNATURES, maxBytes = MAX_BYTES): Budget {
  let signaturesLeft = maxSignatures
  let bytesLeft = maxBytes
  let exhausted = false
  return {
    spend: ({ signatures = 0, bytes = 0 }) => {
      if (signatures > signaturesLeft || bytes > bytesLeft) exhausted = true
      if (exhausted) return false
      signaturesLeft -= signatures
      bytesLeft -= bytes
      return true
    },
    get exhausted() {
      return exhausted
    },
  }
}
