import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, Migrator, SqliteDialect } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseQuery } from '../../../shared/query/query.ts'
import { keepsEverything } from '../../../shared/retention.ts'
import { newEvent } from '../../testing/events.ts'
import { describeStore } from '../../testing/store-suite.ts'
import { describeCauses } from '../../testing/store-suite-causes.ts'
import { describeDeletion } from '../../testing/store-suite-deletion.ts'
import { describeDeliveries } from '../../testing/store-suite-deliveries.ts'
import { describeFlags } from '../../testing/store-suite-flags.ts'
import { describeRetention } from '../../testing/store-suite-retention.ts'
import { describeReverifications } from '../../testing/store-suite-reverify.ts'
import { describeSearch } from '../../testing/store-suite-search.ts'
import { describeViews } from '../../testing/store-suite-views.ts'
import { tempDir } from '../../testing/temp-dir.ts'
import { StoreInUseError } from '../errors.ts'
import * as firstRelease from '../migrations/001-events.ts'
import type { Store } from '../store.ts'
import { indexFile } from './search/index-file.ts'
import { openSqliteStore } from './sqlite-store.ts'

const fail = (error: unknown) => {
  throw error
}

async function open(dataDir = tempDir()): Promise<Store> {
  const store = await openSqliteStore(dataDir, fail)
  let closed = false
  const close = async () => {
    if (!closed) await store.close()
    closed = true
  }
  onTestFinished(close)
  return { ...store, close }
}

describeStore('SQLite', () => open())
describe('the store on SQLite', () => {
  describeCauses(() => open())
  describeFlags(() => open())
  describeReverifications(() => open())
  describeSearch(() => open(), indexed)
  describeViews(() => open())
  describeDeletion(() => open(), indexed)
  describeRetention(() => open())
  describeDeliveries(() => open())
})

describe('the SQLite store', () => {
  it('finds everything again after it was closed, and goes on counting', async () => {
    const dataDir = tempDir()
    const first = await open(dataDir)
    await first.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
    const event = newEvent()
    const seq = await first.events.append(event)
    await first.events.delete(event.id)
    await first.close()

    const second = await open(dataDir)
    expect(second.events.lastSeq()).toBe(seq)
    expect(await second.events.append(newEvent())).toBe(seq + 1)
  })

  it('writes what is queued before it closes', async () => {
    const dataDir = tempDir()
    const first = await open(dataDir)
    await first.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
    const queued = Array.from({ length: 300 }, () => first.events.append(newEvent()))
    await first.close()
    await Promise.all(queued)

    const second = await open(dataDir)
    expect((await second.events.stats(parseQuery(''))).total).toBe(300)
  })

  it('refuses a data dir that is in use, and takes it once it is free', async () => {
    const dataDir = tempDir()
    const first = await open(dataDir)
    await expect(openSqliteStore(dataDir, fail)).rejects.toThrow(StoreInUseError)
    await first.close()
    await open(dataDir)
  })

  it('goes on at the next start with a deletion that was interrupted', async () => {
    const dataDir = tempDir()
    const first = await open(dataDir)
    await first.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
    await Promise.all(Array.from({ length: 1000 }, () => first.events.append(newEvent())))
    await first.endpoints.delete('ep_a', 2)
    await first.close()
    expect(rows(dataDir, 'endpoints')).toBe(1)

    const second = await open(dataDir)
    await expect.poll(() => rows(dataDir, 'endpoints')).toBe(0)
    expect(rows(dataDir, 'events')).toBe(0)
    expect(rows(dataDir, 'event_contents')).toBe(0)
    await second.close()
  })

  it('keeps the events of a file that the first release wrote', async () => {
    const dataDir = tempDir()
    await writeFirstRelease(dataDir)
    const store = await open(dataDir)
    expect((await store.events.listBefore(parseQuery(''), null, 10)).events).toMatchObject([
      { id: 'evt_2', verdict: 'verified', verifiedBy: { secretId: 'sec_1', position: null } },
      { id: 'evt_1', verdict: 'failed', verdictAtReceipt: 'failed', verdictChangedAt: null, topCause: null },
    ])
    expect(await store.events.unexplained(10)).toEqual(['evt_1'])
    expect((await store.endpoints.counts()).get('ep_a')).toMatchObject({ bytes: 4 })
    expect((await store.endpoints.list())[0]?.retention).toEqual(keepsEverything)
  })

  it('runs with the settings that make a commit durable', async () => {
    const dataDir = tempDir()
    await open(dataDir)
    const reader = new Database(join(dataDir, 'hooklens.db'), { readonly: true })
    onTestFinished(() => {
      reader.close()
    })
    expect(reader.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(reader.pragma('page_size', { simple: true })).toBe(8192)
  })
})

function rows(dataDir: string, table: string): number {
  const reader = new Database(join(dataDir, 'hooklens.db'), { readonly: true })
  try {
    return reader.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0
  } finally {
    reader.close()
  }
}

/** A data file as migration 001 left it, with a failed and a verified event. */
async function writeFirstRelease(dataDir: string): Promise<void> {
  const file = new Database(join(dataDir, 'hooklens.db'))
  const db = new Kysely<never>({ dialect: new SqliteDialect({ database: file }) })
  const provider = { getMigrations: async () => ({ '001-events': firstRelease }) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
  file.exec(`
    insert into endpoints (id, slug, name, created_at, failed, verified) values ('ep_a', 'a', 'A', 1, 1, 1);
    insert into events (seq, id, endpoint_id, received_at, method, path, query, http_version, remote_address,
      size, verdict, verified_by) values
      (1, 'evt_1', 'ep_a', 1, 'POST', '/in/a', '', '1.1', '127.0.0.1', 2, 'failed', null),
      (2, 'evt_2', 'ep_a', 2, 'POST', '/in/a', '', '1.1', '127.0.0.1', 2, 'verified', 'sec_1');
    insert into event_contents values (1, '[]', '{}'), (2, '[]', '{}');`)
  await db.destroy()
}

/** Resolves when everything stored is in the search index. */
async function indexed(store: Store): Promise<void> {
  const { dataDir } = store.location
  await expect.poll(() => indexedUpTo(dataDir), { interval: 20 }).toBe(store.events.lastSeq())
}

/** Null: there is no index. */
function indexedUpTo(dataDir: string): number | null {
  let reader: Database.Database | null = null
  try {
    reader = new Database(indexFile(dataDir), { readonly: true, fileMustExist: true })
    return reader.prepare<[], number>('select up_to from progress').pluck().get() ?? null
  } catch {
    return null
  } finally {
    reader?.close()
  }
}
