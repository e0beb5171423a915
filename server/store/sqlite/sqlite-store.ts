import { mkdirSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrate } from '../migrate.ts'
import {
  countsByEndpoint,
  listDeletedEndpointIds,
  listEndpoints,
  listSecrets,
  secretRow,
} from '../queries/endpoints.ts'
import { getEvent } from '../queries/events.ts'
import { listReverifications } from '../queries/reverifications.ts'
import { type NewEndpoint, type SecretRecord, SlugTakenError, type Store } from '../store.ts'
import { noteCauses } from './causes.ts'
import { type Connection, databaseFile, openWriteConnection, run } from './connection.ts'
import { deleteEvent, purgeEndpoint } from './deletion.ts'
import { writing } from './errors.ts'
import { GroupCommit } from './group-commit.ts'
import { lockDataDir } from './lock.ts'
import { openReader } from './reader.ts'
import { advanceReverification, beginReverification, noteTotal } from './reverifications.ts'
import { insertSecret, updateSecret } from './secrets.ts'

/**
 * Opens the store in a data dir, which is made where it is missing, and brings it to the newest form.
 * `onError` hears of background work that failed; it goes on at the next start.
 * @throws StoreInUseError
 */
export async function openSqliteStore(dataDir: string, onError: (error: unknown) => void): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockDataDir(dataDir)
  try {
    return await openLocked(dataDir, unlock, onError)
  } catch (error) {
    unlock()
    throw error
  }
}

async function openLocked(
  dataDir: string,
  unlock: () => void,
  onError: (error: unknown) => void,
): Promise<Store> {
  const file = databaseFile(dataDir)
  const connection = openWriteConnection(file)
  const { db, raw } = connection
  await migrate(db)
  const commit = new GroupCommit(connection, () => {})
  const reader = openReader(file)

  const closing = new AbortController()
  const purges = new Set<Promise<void>>()
  const purge = (endpointId: string) => {
    const done = purgeEndpoint(connection, endpointId, closing.signal)
      .catch(onError)
      .finally(() => purges.delete(done))
    purges.add(done)
  }
  for (const id of await listDeletedEndpointIds(db)) purge(id)

  return {
    endpoints: {
      list: () => listEndpoints(db),
      insert: (endpoint, secrets) => writing(() => insertEndpoint(connection, endpoint, secrets)),
      rename: (id, name) =>
        writing(async () => {
          await db.updateTable('endpoints').set({ name }).where('id', '=', id).execute()
        }),
      delete: (id, deletedAt) =>
        writing(async () => {
          // Events of this endpoint that wait for their commit were accepted before the deletion. Until the
          // registry is read again nothing but microtasks runs, so no others are accepted meanwhile.
          commit.flush()
          const count = await markDeleted(connection, id, deletedAt)
          purge(id)
          return count
        }),
      counts: () => countsByEndpoint(db),
      countRefusal: (id) =>
        writing(async () => {
          await db
            .updateTable('endpoints')
            .set((eb) => ({ refused: eb('refused', '+', 1) }))
            .where('id', '=', id)
            .execute()
        }),
    },
    secrets: {
      list: () => listSecrets(db),
      insert: (secret) =>
        writing(() => {
          // Events that wait for their commit were judged by the secrets before.
          commit.flush()
          insertSecret(connection, secret)
        }),
      update: (id, change, at) =>
        writing(() => {
          commit.flush()
          updateSecret(connection, id, change, at)
        }),
    },
    events: {
      append: (event) => commit.append(event),
      get: (id) => getEvent(db, id),
      listBefore: (query, before, limit) => reader.read('listBefore', query, before, limit),
      listAfter: (query, after, limit) => reader.read('listAfter', query, after, limit),
      stats: (query) => reader.read('countEvents', query),
      neighbours: (event) => reader.read('findNeighbours', event),
      failures: () => reader.read('lastFailures'),
      unexplained: (limit) => reader.read('listUnexplained', limit),
      noteCauses: (notes, at) => writing(() => noteCauses(connection, notes, at)),
      lastSeq: () => commit.lastSeq,
      delete: (id) => writing(() => deleteEvent(connection, id)),
    },
    reverifications: {
      list: () => listReverifications(db),
      begin: (endpointId, query, at) =>
        writing(async () => {
          commit.flush()
          const run = beginReverification(connection, endpointId, query, commit.lastSeq, at)
          return run && noteTotal(connection, endpointId, await reader.read('countUnchecked', run))
        }),
      advance: (endpointId, page, at) =>
        writing(() => advanceReverification(connection, endpointId, page, at)),
    },
    location: { dataDir },
    check: () =>
      writing(() => {
        raw.pragma(`user_version = ${raw.pragma('user_version', { simple: true })}`)
      }),
    close: async () => {
      closing.abort()
      commit.flush()
      await Promise.all(purges)
      await reader.close()
      await db.destroy()
      unlock()
    },
  }
}

function insertEndpoint(connection: Connection, endpoint: NewEndpoint, secrets: SecretRecord[]): void {
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

async function markDeleted(connection: Connection, id: string, deletedAt: number): Promise<number> {
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
      run(connection, connection.db.deleteFrom('reverifications').where('endpoint_id', '=', id))
    })
    .immediate()
  return counts ? counts.verified + counts.failed + counts.unsigned + counts.unchecked : 0
}
