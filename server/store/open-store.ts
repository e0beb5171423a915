import { openSqliteStore } from './sqlite/sqlite-store.ts'
import type { Store } from './store.ts'

/** Where the store is. The only place that chooses an engine. */
export interface StoreLocation {
  dataDir: string
}

/**
 * Opens the store and brings it to the newest form. `onError` hears of background work that failed; it goes
 * on at the next start. @throws StoreInUseError
 */
export function openStore({ dataDir }: StoreLocation, onError: (error: unknown) => void): Promise<Store> {
  return openSqliteStore(dataDir, onError)
}
