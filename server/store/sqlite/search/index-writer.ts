import type Database from 'better-sqlite3'
import type { Connection } from '../connection.ts'
import { type IndexFile, inodeOf, isBroken, openIndexToWrite, readUpTo, removeIndex } from './index-file.ts'
import { indexedText } from './indexed-text.ts'
import { namesOf, nameToken } from './names.ts'
import { type SeenPath, SeenPaths } from './seen-paths.ts'

/** Events and bytes of one transaction: large enough for FTS5 to merge little, small enough for memory. */
const BATCH_EVENTS = 1000
const BATCH_BYTES = 2 * 1024 * 1024
/** Larger bodies are looked through whenever somebody searches: there are few, and each costs much to index. */
const MAX_INDEXED_BYTES = 256 * 1024
/** Seqs that one step of a sweep looks at. */
const SWEEP_SEQS = 5000
/** Newest events whose paths are noted again after a sweep, and how many of them in one step. */
const RENOTED_EVENTS = 2000
const RENOTED_AT_ONCE = 500

interface Row {
  seq: number
  message_id: string | null
  entity_id: string | null
  body: Uint8Array
}

/** Paths that are being noted again, from the newest event to older ones. */
interface Renoting {
  paths: SeenPaths
  before: number
  left: number
}

/** Writes the index of a store that is open elsewhere. */
export class IndexWriter {
  readonly #dataDir: string
  readonly #store: Database.Database
  readonly #storeName: string
  #open: { file: IndexFile; paths: SeenPaths } | null = null
  #renoting: Renoting | null = null

  constructor(dataDir: string, { raw }: Connection) {
    this.#dataDir = dataDir
    this.#store = raw
    this.#storeName = raw.prepare<[], string>('select name from store_name').pluck().get() ?? ''
  }

  /** Indexes some events that were not yet. Gives whether there may be more. */
  indexNext(): boolean {
    return this.#rebuildingIfBroken(() => {
      const { file, paths } = this.#opened()
      const { rows, more } = this.#readAfter(readUpTo(file))
      const last = rows.at(-1)
      if (!last) return false
      file.raw.transaction(() => {
        const insert = inserting(file.raw, paths)
        for (const row of rows) insert(row)
        writePaths(file.raw, paths.takeChanged())
        file.raw.prepare('update progress set up_to = ?').run(last.seq)
      })()
      return more
    })
  }

  /**
   * Takes deleted events out of the index, from seq `after` on, then notes the seen paths anew, whose samples may be
   * theirs. Gives where to go on; null: that was all. Nothing may be indexed before that.
   */
  sweepNext(after: number): number | null {
    return this.#rebuildingIfBroken(() => {
      const { raw } = this.#opened().file
      if (after === 0) this.#renoting = null
      const seqs = raw
        .prepare<[number, number], number>('select id from names_docsize where id > ? order by id limit ?')
        .pluck()
        .all(after, SWEEP_SEQS)
      const last = seqs.at(-1)
      if (last === undefined) return this.#renoteNext() ? after : null
      const standing = new Set(
        this.#store
          .prepare<[number, number], number>('select seq from events where seq > ? and seq <= ?')
          .pluck()
          .all(after, last),
      )
      const gone = seqs.filter((seq) => !standing.has(seq))
      if (gone.length === 0) return last
      raw.transaction(() => {
        for (const seq of gone) remove(raw, seq)
        // Kept in the file: a sweep that is cut off here finds nothing to remove the next time.
        raw.prepare('update progress set paths_due = 1').run()
      })()
      return last
    })
  }

  close(): void {
    this.#open?.file.raw.close()
    this.#open = null
    this.#renoting = null
  }

  /** Notes the paths of some of the newest events anew, if that is due. Gives whether there may be more. */
  #renoteNext(): boolean {
    const open = this.#opened()
    const { raw } = open.file
    if (!raw.prepare<[], number>('select paths_due from progress').pluck().get()) return false
    this.#renoting ??= {
      paths: new SeenPaths([]),
      before: readUpTo(open.file) + 1,
      left: RENOTED_EVENTS,
    }
    const renoting = this.#renoting
    const bodies = this.#readBefore(renoting.before, Math.min(renoting.left, RENOTED_AT_ONCE))
    for (const { seq, body } of bodies) {
      renoting.before = seq
      renoting.left--
      if (body.byteLength <= MAX_INDEXED_BYTES) renoting.paths.note(indexedText(body).json)
    }
    if (bodies.length > 0 && renoting.left > 0) return true
    raw.transaction(() => {
      raw.prepare('delete from seen_paths').run()
      writePaths(raw, renoting.paths.takeChanged())
      raw.prepare('update progress set paths_due = 0').run()
    })()
    open.paths = renoting.paths
    this.#renoting = null
    return false
  }

  #opened(): { file: IndexFile; paths: SeenPaths } {
    if (this.#open && this.#open.file.inode !== inodeOf(this.#dataDir)) this.close()
    if (!this.#open) {
      const file = openIndexToWrite(this.#dataDir, this.#storeName, this.#lastSeq())
      this.#open = { file, paths: new SeenPaths(readPaths(file.raw)) }
    }
    return this.#open
  }

  #rebuildingIfBroken<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      // The paths in memory may be ahead of what was written.
      this.close()
      if (isBroken(error)) removeIndex(this.#dataDir)
      throw error
    }
  }

  #lastSeq(): number {
    return (
      this.#store
        .prepare<[], number>('select max((select coalesce(max(seq), 0) from events), seq) from deleted_seq')
        .pluck()
        .get() ?? 0
    )
  }

  #readAfter(seq: number): { rows: Row[]; more: boolean } {
    const rows: Row[] = []
    let bytes = 0
    const found = this.#store
      .prepare<[number, number], Row>(
        `select seq, message_id, entity_id, body from events join event_contents using (seq)
        where seq > ? order by seq limit ?`,
      )
      .iterate(seq, BATCH_EVENTS)
    for (const row of found) {
      rows.push(row)
      bytes += row.body.byteLength
      if (bytes >= BATCH_BYTES) return { rows, more: true }
    }
    return { rows, more: rows.length === BATCH_EVENTS }
  }

  /** Newest first; fewer than `limit` where they are large. */
  #readBefore(seq: number, limit: number): Pick<Row, 'seq' | 'body'>[] {
    const rows: Pick<Row, 'seq' | 'body'>[] = []
    let bytes = 0
    const found = this.#store
      .prepare<[number, number], Pick<Row, 'seq' | 'body'>>(
        'select seq, body from event_contents where seq < ? order by seq desc limit ?',
      )
      .iterate(seq, limit)
    for (const row of found) {
      rows.push(row)
      bytes += row.body.byteLength
      if (bytes >= BATCH_BYTES) break
    }
    return rows
  }
}

function inserting(raw: Database.Database, paths: SeenPaths): (row: Row) => void {
  const insertNames = raw.prepare('insert into names (rowid, name) values (?, ?)')
  const insertText = raw.prepare('insert into texts (rowid, text) values (?, ?)')
  const leaveOut = raw.prepare('insert into unindexed values (?)')
  return (row) => {
    insertNames.run(row.seq, namesOf(row.message_id, row.entity_id).map(nameToken).join(' '))
    if (row.body.byteLength > MAX_INDEXED_BYTES) {
      leaveOut.run(row.seq)
      return
    }
    const { text, json } = indexedText(row.body)
    insertText.run(row.seq, text)
    paths.note(json)
  }
}

function remove(raw: Database.Database, seq: number): void {
  for (const table of ['texts', 'names']) raw.prepare(`delete from ${table} where rowid = ?`).run(seq)
  raw.prepare('delete from unindexed where seq = ?').run(seq)
}

function readPaths(raw: Database.Database): SeenPath[] {
  return raw
    .prepare<[], { path: string; count: number; samples: string }>('select * from seen_paths')
    .all()
    .map(({ path, count, samples }) => ({ path: JSON.parse(path), count, samples: JSON.parse(samples) }))
}

function writePaths(raw: Database.Database, paths: SeenPath[]): void {
  const write = raw.prepare('insert or replace into seen_paths values (?, ?, ?)')
  for (const { path, count, samples } of paths) {
    write.run(JSON.stringify(path), count, JSON.stringify(samples))
  }
}
