import Database from 'better-sqlite3'
import { StoreUnavailableError } from '../errors.ts'

/** Whether the same write may succeed later: the disk, not the data, refused it. */
export function isUnavailable(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM|PROTOCOL|CORRUPT|NOTADB)/.test(error.code)
  )
}

/** Whether an event was refused because another has its id. */
export function isIdTaken(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    error.code === 'SQLITE_CONSTRAINT_UNIQUE' &&
    error.message.endsWith(': events.id')
  )
}

/** Runs a write; what the disk refused becomes a StoreUnavailableError. */
export async function writing<T>(write: () => T | Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    throw isUnavailable(error) ? new StoreUnavailableError(error) : error
  }
}
