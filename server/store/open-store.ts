import type { EventReader } from './reverification-store.ts'
import { openSqliteEventReader } from './sqlite/event-reader.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'
import type { Store, StoreLocation } from './store.ts'

// The only place that chooses an engine.

/**
 * Opens the store and brings it to the newest form. `onError` hears of background work that failed; it goes
 * on at the next start. @throws StoreInUseError
 */
export function openStore({ dataDir }: StoreLocation, onError: (error: unknown) => void): Promise<Store> {
  return openSqliteStore(dataDir, onError)
}

/** Opens a store that is open already for a thread that only reads. */
export function openEventReader({ dataDir }: StoreLocation): EventReader {
  return openSqliteEventReader(dataDir)
}
