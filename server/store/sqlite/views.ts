import Database from 'better-sqlite3'
import { fold } from '../../../shared/query/fold.ts'
import type { View } from '../../../shared/view.ts'
import { NameTakenError } from '../errors.ts'
import type { ViewChange } from '../view-store.ts'
import { type Connection, run } from './connection.ts'

/** See `ViewStore.insert`. */
export function insertView(connection: Connection, view: View, position: number | null): void {
  const { id, name, query, createdAt } = view
  const row = { id, name, name_key: fold(name), query, position: 0, created_at: createdAt }
  changing(connection, name, () => {
    const ids = idsInOrder(connection)
    run(connection, connection.db.insertInto('views').values(row))
    ids.splice(position ?? ids.length, 0, id)
    number(connection, ids)
  })
}

/** See `ViewStore.update`. */
export function updateView(
  connection: Connection,
  id: string,
  { name, query, position }: ViewChange,
): boolean {
  return changing(connection, name ?? '', () => {
    const ids = idsInOrder(connection)
    if (!ids.includes(id)) return false
    const change = {
      ...(name !== undefined && { name, name_key: fold(name) }),
      ...(query !== undefined && { query }),
    }
    if (Object.keys(change).length > 0) {
      run(connection, connection.db.updateTable('views').set(change).where('id', '=', id))
    }
    if (position !== undefined) {
      const others = ids.filter((other) => other !== id)
      others.splice(position, 0, id)
      number(connection, others)
    }
    return true
  })
}

/** See `ViewStore.delete`. */
export function deleteView(connection: Connection, id: string): boolean {
  return run(connection, connection.db.deleteFrom('views').where('id', '=', id)) > 0
}

/** Runs a change as one transaction. @throws NameTakenError */
function changing<T>({ raw }: Connection, name: string, change: () => T): T {
  try {
    return raw.transaction(change).immediate()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') {
      throw new NameTakenError('view', name)
    }
    throw error
  }
}

function idsInOrder({ raw }: Connection): string[] {
  return raw.prepare<[], string>('select id from views order by position, id').pluck().all()
}

function number({ raw }: Connection, ids: string[]): void {
  const place = raw.prepare('update views set position = ? where id = ?')
  for (const [position, id] of ids.entries()) place.run(position, id)
}
