import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Another form of the tables, or of what is indexed, needs another number: the index is then built anew. */
const VERSION = 2

const tables = `
  create virtual table texts using fts5(
    text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1'
  );
  create virtual table names using fts5(
    name, content='', contentless_delete=1, detail=none, tokenize='ascii'
  );
  create table unindexed (seq integer primary key) strict;
  create table seen_paths (path text primary key, count integer not null, samples text not null) strict;
  create table progress (store_name text not null, up_to integer not null, paths_due integer not null) strict;`

/** An open index; `inode` tells whether the file at its place is still this one. */
export interface IndexFile {
  raw: Database.Database
  inode: number
}

/** The search index of a data dir, a file of its own. */
export const indexFile = (dataDir: string): string => join(dataDir, 'search.db')

/** The number of the file at the index's place; null: there is none. */
export function inodeOf(dataDir: string): number | null {
  return statSync(indexFile(dataDir), { throwIfNoEntry: false })?.ino ?? null
}

/** Opens the index for reading; null: there is none for this store yet. @throws when it is broken */
export function openIndexToRead(dataDir: string, storeName: string): IndexFile | null {
  return inodeOf(dataDir) === null
    ? null
    : openIf(dataDir, { readonly: true }, (raw) => isOf(raw, storeName, Number.POSITIVE_INFINITY))
}

/** Opens the index for writing. What is not there, broken, or of another store or version is begun anew. */
export function openIndexToWrite(dataDir: string, storeName: string, lastSeq: number): IndexFile {
  return openWhole(dataDir, storeName, lastSeq) ?? createIndex(dataDir, storeName)
}

/** Takes the index away, so that everybody who has it open sees that it is to be built anew. */
export function removeIndex(dataDir: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(indexFile(dataDir) + suffix, { force: true })
}

/** Whether the file itself is at fault, and a new one would do. */
export function isBroken(error: unknown): boolean {
  return (
    isDamaged(error) || (error instanceof Database.SqliteError && /^SQLITE_(ERROR|SCHEMA)/.test(error.code))
  )
}

/** Whether the file is no longer what SQLite wrote; of other errors a question may be the cause. */
export function isDamaged(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
}

/** Every event up to this seq is indexed. */
export function readUpTo({ raw }: Pick<IndexFile, 'raw'>): number {
  return raw.prepare<[], number>('select up_to from progress').pluck().get() ?? 0
}

function openWhole(dataDir: string, storeName: string, lastSeq: number): IndexFile | null {
  try {
    // A seq that the store never gave: the store's file was put back to an earlier state.
    return openIf(dataDir, { fileMustExist: true }, (raw) => isOf(raw, storeName, lastSeq))
  } catch (error) {
    if (isBroken(error) || inodeOf(dataDir) === null) return null
    throw error
  }
}

function createIndex(dataDir: string, storeName: string): IndexFile {
  removeIndex(dataDir)
  const raw = new Database(indexFile(dataDir))
  try {
    raw.pragma('journal_mode = WAL')
    raw.transaction(() => {
      raw.exec(tables)
      raw.prepare('insert into progress values (?, 0, 0)').run(storeName)
      raw.pragma(`user_version = ${VERSION}`)
    })()
    return prepared(dataDir, raw)
  } catch (error) {
    raw.close()
    throw error
  }
}

function openIf(
  dataDir: string,
  options: Database.Options,
  isWanted: (raw: Database.Database) => boolean,
): IndexFile | null {
  const raw = new Database(indexFile(dataDir), options)
  try {
    if (isWanted(raw)) return prepared(dataDir, raw)
    raw.close()
    return null
  } catch (error) {
    raw.close()
    throw error
  }
}

/** It can be made again, but a crash must not leave it broken without anybody noticing: hence not OFF. */
function prepared(dataDir: string, raw: Database.Database): IndexFile {
  raw.pragma('synchronous = NORMAL')
  raw.pragma('wal_autocheckpoint = 4000')
  return { raw, inode: inodeOf(dataDir) ?? 0 }
}

function isOf(raw: Database.Database, storeName: string, lastSeq: number): boolean {
  if (raw.pragma('user_version', { simple: true }) !== VERSION) return false
  const row = raw
    .prepare<[], { store_name: string; up_to: number }>('select store_name, up_to from progress')
    .get()
  return row?.store_name === storeName && row.up_to <= lastSeq
}
