/** Where a sample takes what differs between two of its kind. */
export interface SampleSource {
  uuid(): string
  /** Epoch milliseconds. */
  now(): number
}
