import Database from 'better-sqlite3'
import { fold } from '../../../shared/query/fold.ts'
import type { TargetChange, TargetRecord } from '../delivery-store.ts'
import { NameTakenError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { type Connection, run } from './connection.ts'

/** See `TargetStore.insert`. */
export function insertTarget(connection: Connection, { id, createdAt, ...fields }: TargetRecord): void {
  const row = { ...columnsOf(fields), id, created_at: createdAt } as Schema['targets']
  namedOnce(fields.name, () => run(connection, connection.db.insertInto('targets').values(row)))
}

/** See `TargetStore.update`. */
export function updateTarget(connection: Connection, id: string, change: TargetChange): boolean {
  const update = connection.db.updateTable('targets').set(columnsOf(change)).where('id', '=', id)
  return namedOnce(change.name ?? '', () => run(connection, update) > 0)
}

/** Gives whether there was such a target; its deliveries stay. */
export function deleteTarget(connection: Connection, id: string): boolean {
  return run(connection, connection.db.deleteFrom('targets').where('id', '=', id)) > 0
}

function columnsOf(change: TargetChange): Partial<Schema['targets']> {
  const { name, timeoutMs, followRedirects, maxInFlight, retry, forward, ...same } = change
  return {
    ...same,
    ...(name !== undefined && { name, name_key: fold(name) }),
    ...(timeoutMs !== undefined && { timeout_ms: timeoutMs }),
    ...(followRedirects !== undefined && { follow_redirects: followRedirects }),
    ...(maxInFlight !== undefined && { max_in_flight: maxInFlight }),
    ...(retry !== undefined && { retry: JSON.stringify(retry) }),
    ...(forward !== undefined && { forward: JSON.stringify(forward) }),
  }
}

function namedOnce<T>(name: string, change: () => T): T {
  try {
    return change()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') {
      throw new NameTakenError('target', name)
    }
    throw error
  }
}
