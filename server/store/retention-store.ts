import type { Amount, Retention } from '../../shared/retention.ts'

/** Some events of an endpoint; `oldest` is when the first of them to arrive was received, null without any. */
export interface Stretch extends Amount {
  oldest: number | null
}

/** What a rule does to what an endpoint holds. */
export interface RetentionEffect {
  stored: Stretch
  keeps: Stretch
  /** `newest`: when the last of them was received. */
  goes: Stretch & { newest: number | null }
}

/** What a sweep did. */
export interface Swept {
  deleted: number
  /** Whether more is over the limits now. */
  more: boolean
  /** When the oldest event that was kept reaches its age; null: it never does, or there is none. */
  nextAt: number | null
  /** What the endpoint held when the sweep began. */
  held: Amount
}

/** What endpoints keep; see `goes` in `shared/retention.ts`. An endpoint without a limit loses nothing. */
export interface RetentionStore {
  /**
   * Deletes some of what an endpoint's rule does not keep, oldest first, in slices as of
   * `EventStore.deleteMatching`. Rule and amounts are read in the transaction of each slice, so that what others
   * delete meanwhile is not deleted twice. The rest between slices is `restFactor` times as long as they take.
   * Null: there is no such endpoint. @throws StoreUnavailableError
   */
  sweep(
    endpointId: string,
    now: number,
    options: { restFactor: number; signal: AbortSignal },
  ): Promise<Swept | null>
  /** What a rule would do to what is stored now. Null: there is no such endpoint. */
  preview(
    endpointId: string,
    rule: Retention,
    now: number,
    signal?: AbortSignal,
  ): Promise<RetentionEffect | null>
  /** How many of the stored events of an endpoint were received since then, to the minute. */
  receivedSince(endpointId: string, since: number): Promise<number>
}
