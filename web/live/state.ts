/** How the page stands to the server's live stream. */
export type LiveState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** Connected, and fetching what it was too slow to be sent. */
  | { kind: 'behind' }
  | { kind: 'reconnecting'; retryAt: number; asOf: number | null }
  /** The browser says that there is no network. */
  | { kind: 'offline'; asOf: number | null }
