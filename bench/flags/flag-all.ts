import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../../server/store/open-store.ts'

/** What looking for the flags of a whole store came to; `batchesMs`: what its batches took, in their order. */
export interface Flagged {
  events: number
  flagged: number
  batchesMs: { events: number; ms: number }[]
}

/** Looks for flags in all events of a data dir, as the server does in the background but without resting. */
export async function flagAll(dataDir: string): Promise<Flagged> {
  const store = await openStore({ dataDir }, (error) => {
    throw error
  })
  try {
    const batchesMs: Flagged['batchesMs'] = []
    const events = store.events.lastSeq()
    let flagged = 0
    for (let upTo = 0; upTo < events; ) {
      const began = performance.now()
      const found = await store.events.findFlags(upTo)
      flagged += (await store.events.noteFlags(found)).length
      batchesMs.push({ events: found.upTo - upTo, ms: performance.now() - began })
      upTo = found.upTo
    }
    return { events, flagged, batchesMs }
  } finally {
    await store.close()
  }
}

/** How far flags were looked for in a data dir, also while a server works on it. */
export function flaggedUpTo(dataDir: string): number {
  const db = new Database(join(dataDir, 'hooklens.db'), { readonly: true })
  try {
    return db.prepare<[], number>('select up_to from flagging').pluck().get() ?? 0
  } finally {
    db.close()
  }
}
