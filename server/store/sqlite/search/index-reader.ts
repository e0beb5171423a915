import type Database from 'better-sqlite3'
import type { NameRange, Narrowing, TextIndex } from '../../queries/search/narrowing.ts'
import type { Connection } from '../connection.ts'
import { type IndexFile, inodeOf, isDamaged, openIndexToRead, readUpTo, removeIndex } from './index-file.ts'
import { trigramsOf } from './indexed-text.ts'
import { nameToken } from './names.ts'
import type { SeenPath } from './seen-paths.ts'

/** Trigrams of a text that are looked up; more of them cost more than they rule out. */
const MAX_TRIGRAMS = 12
/** FTS5 reads no deeper expressions; such a query looks at every event. */
const MAX_DEPTH = 16

/**
 * Reads the search index beside the thread that writes it. An index that is missing or broken is as good as an
 * empty one: searches then look at every event. A broken one is taken away, so that it is built anew.
 */
export class IndexReader implements TextIndex {
  readonly #dataDir: string
  readonly #store: Database.Database
  #file: IndexFile | null = null

  constructor(dataDir: string, store: Connection) {
    this.#dataDir = dataDir
    this.#store = store.raw
  }

  upTo(): number {
    return this.#read((file) => readUpTo(file), 0)
  }

  candidates(narrowing: Narrowing, from: number, to: number): number[] | null {
    if (depthOf(narrowing) > MAX_DEPTH) return null
    return this.#read(({ raw }) => lookUp(raw, narrowing, from, to), null)
  }

  named(id: string, range: NameRange): number[] | null {
    // Of one file: another, which is being built anew, may take its place at any moment.
    return this.#read((file) => (readUpTo(file) < range.to ? null : lookUpName(file.raw, id, range)), null)
  }

  /** Paths of payloads that begin with these keys, the most frequent first; their last key may be cut off. */
  seenPaths(limit: number): SeenPath[] {
    return this.#read(
      ({ raw }) =>
        raw
          .prepare<[number], { path: string; count: number; samples: string }>(
            'select path, count, samples from seen_paths order by count desc, path limit ?',
          )
          .all(limit)
          .map(({ path, count, samples }) => ({
            path: JSON.parse(path),
            count,
            samples: JSON.parse(samples),
          })),
      [],
    )
  }

  close(): void {
    this.#file?.raw.close()
    this.#file = null
  }

  #read<T>(read: (file: IndexFile) => T, without: T): T {
    try {
      const file = this.#opened()
      return file ? read(file) : without
    } catch (error) {
      if (!isDamaged(error)) throw error
      this.close()
      removeIndex(this.#dataDir)
      return without
    }
  }

  #opened(): IndexFile | null {
    if (this.#file && this.#file.inode !== inodeOf(this.#dataDir)) this.close()
    this.#file ??= openIndexToRead(this.#dataDir, this.#storeName())
    return this.#file
  }

  #storeName(): string {
    return this.#store.prepare<[], string>('select name from store_name').pluck().get() ?? ''
  }
}

function lookUp(raw: Database.Database, narrowing: Narrowing, from: number, to: number): number[] | null {
  const found = seqsOf(raw, narrowing, from, to)
  if (found === null || !hasText(narrowing)) return found
  const unindexed = raw
    .prepare<[number, number], number>('select seq from unindexed where seq between ? and ?')
    .pluck()
    .all(from, to)
  return unindexed.length === 0 ? found : union([found, unindexed])
}

function lookUpName(raw: Database.Database, id: string, { from, to, order, limit }: NameRange): number[] {
  return raw
    .prepare<[string, number, number, number], number>(
      // Integers, as below. From either end FTS5 stops where enough was found.
      `select rowid from names where names match ? and rowid between cast(? as integer) and cast(? as integer)
        order by rowid ${order === 'newest' ? 'desc' : 'asc'} limit ?`,
    )
    .pluck()
    .all(quote(nameToken(id)), from, to, limit)
}

/** Null: the index cannot tell. */
function seqsOf(raw: Database.Database, narrowing: Narrowing, from: number, to: number): number[] | null {
  for (const table of ['names', 'texts'] as const) {
    const match = matchExpression(narrowing, table)
    if (match !== null) return select(raw, table, match, from, to)
  }
  if (narrowing.kind !== 'and' && narrowing.kind !== 'or') return null
  const parts = narrowing.parts.map((part) => seqsOf(raw, part, from, to))
  if (narrowing.kind === 'or') {
    return parts.includes(null) ? null : union(parts.filter((part) => part !== null))
  }
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : known.reduce(intersection)
}

/** What FTS5 is asked where one of its tables can answer alone; null: it cannot. */
function matchExpression(narrowing: Narrowing, table: 'names' | 'texts'): string | null {
  switch (narrowing.kind) {
    case 'name':
      return table === 'names' ? quote(nameToken(narrowing.id)) : null
    case 'text':
      return table === 'texts' ? chosenTrigrams(narrowing.text).map(quote).join(' AND ') : null
    case 'and':
    case 'or': {
      const parts = narrowing.parts.map((part) => matchExpression(part, table))
      if (parts.includes(null)) return null
      return parts.map((part) => `(${part})`).join(narrowing.kind === 'and' ? ' AND ' : ' OR ')
    }
    case 'all':
      return null
  }
}

/** Spread over the whole text: neighbours tell much of the same. */
function chosenTrigrams(text: string): string[] {
  const trigrams = trigramsOf(text)
  const step = Math.max(1, trigrams.length / MAX_TRIGRAMS)
  return Array.from(
    { length: Math.min(trigrams.length, MAX_TRIGRAMS) },
    (_, i) => trigrams[Math.floor(i * step)] as string,
  )
}

const quote = (token: string): string => `"${token.replaceAll('"', '""')}"`

function select(
  raw: Database.Database,
  table: 'names' | 'texts',
  match: string,
  from: number,
  to: number,
): number[] {
  return raw
    .prepare<[string, number, number], number>(
      // Numbers are bound as floating-point; FTS5 passes over all entries before the first unless it is an integer.
      `select rowid from ${table} where ${table} match ?
        and rowid between cast(? as integer) and cast(? as integer) order by rowid`,
    )
    .pluck()
    .all(match, from, to)
}

function depthOf(narrowing: Narrowing): number {
  return 'parts' in narrowing ? 1 + Math.max(0, ...narrowing.parts.map(depthOf)) : 0
}

function hasText(narrowing: Narrowing): boolean {
  return narrowing.kind === 'text' || ('parts' in narrowing && narrowing.parts.some(hasText))
}

function union(lists: number[][]): number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b)
}

function intersection(a: number[], b: number[]): number[] {
  const inB = new Set(b)
  return a.filter((seq) => inB.has(seq))
}
