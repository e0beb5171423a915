import Database from 'better-sqlite3'
import type { AnswerRule } from '../../../shared/answer-rule.ts'
import type { Retention } from '../../../shared/retention.ts'
import type { NewEndpoint, SecretRecord } from '../endpoint-store.ts'
import { SlugTakenError } from '../errors.ts'
import { countsByEndpoint, secretRow } from '../queries/endpoints.ts'
import { type Connection, run } from './connection.ts'

/** See `EndpointStore.insert`. */
export function insertEndpoint(connection: Connection, endpoint: NewEndpoint, secrets: SecretRecord[]): void {
  const { raw, db } = connection
  try {
    raw
      .transaction(() => {
        const { createdAt, ...columns } = endpoint
        run(
          connection,
          db.insertInto('endpoints').values({ ...columns, created_at: createdAt, deleted_at: null }),
        )
        for (const secret of secrets) run(connection, db.insertInto('secrets').values(secretRow(secret)))
      })
      .immediate()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') {
      throw new SlugTakenError(endpoint.slug)
    }
    throw error
  }
}

/** See `EndpointStore.rename`. */
export function renameEndpoint(connection: Connection, id: string, name: string): void {
  run(connection, connection.db.updateTable('endpoints').set({ name }).where('id', '=', id))
}

/** See `EndpointStore.setRetention`. */
export function setRetention(
  connection: Connection,
  id: string,
  { maxAgeMs, maxCount, maxBytes }: Retention,
): void {
  const limits = { max_age_ms: maxAgeMs, max_count: maxCount, max_bytes: maxBytes }
  run(connection, connection.db.updateTable('endpoints').set(limits).where('id', '=', id))
}

/** See `EndpointStore.setAnswer`. */
export function setAnswer(connection: Connection, id: string, answer: AnswerRule | null): void {
  const text = answer && JSON.stringify(answer)
  run(connection, connection.db.updateTable('endpoints').set({ answer: text }).where('id', '=', id))
}

/** See `EndpointStore.countRefusal`. */
export function countRefusal(connection: Connection, id: string): void {
  const plusOne = connection.db.updateTable('endpoints').set((eb) => ({ refused: eb('refused', '+', 1) }))
  run(connection, plusOne.where('id', '=', id))
}

/**
 * Takes an endpoint, its slug and its secrets from every reader; gives the number of its events, which are to be deleted.
 */
export async function markEndpointDeleted(
  connection: Connection,
  id: string,
  deletedAt: number,
): Promise<number> {
  const counts = (await countsByEndpoint(connection.db)).get(id)
  connection.raw
    .transaction(() => {
      run(
        connection,
        connection.db
          .updateTable('endpoints')
          .set({ slug: null, deleted_at: deletedAt })
          .where('id', '=', id),
      )
      run(connection, connection.db.deleteFrom('secrets').where('endpoint_id', '=', id))
      run(connection, connection.db.deleteFrom('drifts').where('endpoint_id', '=', id))
      run(connection, connection.db.deleteFrom('reverifications').where('endpoint_id', '=', id))
    })
    .immediate()
  return counts ? counts.verified + counts.failed + counts.unsigned + counts.unchecked : 0
}
