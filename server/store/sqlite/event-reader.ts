import { uncheckedEvents } from '../queries/reverifications.ts'
import type { EventReader } from '../reverification-store.ts'
import { databaseFile, openReadConnection } from './connection.ts'

/** See `openEventReader`. */
export function openSqliteEventReader(dataDir: string): EventReader {
  const { db } = openReadConnection(databaseFile(dataDir))
  return {
    uncheckedEvents: (run) => uncheckedEvents(db, run),
    close: () => db.destroy(),
  }
}
