import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Compilable, Kysely, SqliteDialect } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * One connection to the database file. `db` builds queries and runs single statements; `raw` is for work of
 * several statements, which must be one synchronous transaction: group commits and everything else share
 * this connection, and a transaction that awaited something would take a stranger's writes along.
 */
export interface Connection {
  raw: Database.Database
  db: Kysely<Schema>
}

/** The database file of a data dir. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'hooklens.db')

/** Opens the file for writing; makes it where it is not there. */
export function openWriteConnection(file: string): Connection {
  const raw = new Database(file)
  // Takes effect on a new file only, and only before WAL. 4 KB pages waste a third of the file.
  raw.pragma('page_size = 8192')
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('wal_autocheckpoint = 1000')
  raw.pragma('foreign_keys = ON')
  return connect(raw)
}

/** Opens the file for reading beside the writer. */
export function openReadConnection(file: string): Connection {
  return connect(new Database(file, { readonly: true, fileMustExist: true }))
}

/** Runs one built query inside a synchronous transaction; gives the number of rows that changed. */
export function run({ raw }: Connection, query: Compilable): number {
  const { sql, parameters } = query.compile()
  return raw.prepare(sql).run(...parameters).changes
}

function connect(raw: Database.Database): Connection {
  return { raw, db: new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) }) }
}
