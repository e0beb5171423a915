import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { openStore } from '../../server/store/open-store.ts'
import type { Store } from '../../server/store/store.ts'
import { count } from '../lib/figures.ts'
import { type VariedEvent, variedEvent } from './varied-events.ts'

/** Events that are on their way into the store at a time. */
const BATCH = 256

export interface FilledStore {
  /** Bytes of the headers and bodies that were stored. */
  receivedBytes: number
  /** How long the search index took to catch up once everything was stored. */
  indexLagS: number
}

/**
 * Stores `total` varied events in a data dir, without a server, and waits for the search index to have them.
 * A data dir that was filled so before keeps what it holds.
 */
export async function fillStore(dataDir: string, total: number): Promise<FilledStore> {
  const store = await openStore({ dataDir }, (error) => {
    throw error
  })
  try {
    if (store.events.lastSeq() === 0) await fill(store, total)
    const lastSeq = store.events.lastSeq()
    if (lastSeq < total) throw new Error(`${dataDir} holds ${count(lastSeq)} events only.`)
    const storedAt = performance.now()
    while (indexedUpTo(dataDir) < lastSeq) {
      tell(`Indexing: ${count(indexedUpTo(dataDir))} of ${count(total)}`)
      await pause(500)
    }
    return { receivedBytes: receivedBytes(dataDir), indexLagS: (performance.now() - storedAt) / 1000 }
  } finally {
    await store.close()
    tell('')
  }
}

async function fill(store: Store, total: number): Promise<void> {
  const endpoints = ['stack', 'billing'].map((slug, i) => ({ id: `ep_${i}`, slug, name: slug, createdAt: 1 }))
  for (const endpoint of endpoints) await store.endpoints.insert(endpoint, [])
  const ids = endpoints.map(({ id }) => id)
  for (let from = 0; from < total; from += BATCH) {
    const length = Math.min(BATCH, total - from)
    const batch = Array.from({ length }, (_, i) => variedEvent(from + i, total, ids))
    await Promise.all(batch.map((event) => store.events.append(event)))
    await noteCauses(store, batch)
    if (from % (40 * BATCH) === 0) tell(`Storing: ${count(from)} of ${count(total)}`)
  }
}

async function noteCauses(store: Store, events: VariedEvent[]): Promise<void> {
  const failed = events.filter(({ verdict }) => verdict === 'failed')
  const notes = failed.map(({ id, topCause }) => ({ id, topCause }))
  await store.events.noteCauses(notes, failed[0]?.receivedAt ?? 0)
}

function receivedBytes(dataDir: string): number {
  const db = new Database(join(dataDir, 'hooklens.db'), { readonly: true })
  try {
    const sum = 'select sum(length(headers) + length(body)) from event_contents'
    return db.prepare<[], number>(sum).pluck().get() ?? 0
  } finally {
    db.close()
  }
}

/** The newest event that the search index of a data dir has. */
export function indexedUpTo(dataDir: string): number {
  const file = join(dataDir, 'search.db')
  if (!existsSync(file)) return 0
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare<[], number>('select up_to from progress').pluck().get() ?? 0
  } catch {
    return 0
  } finally {
    db.close()
  }
}

/** On the terminal, in one line; not where the output goes into a file. */
function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}
