import { setTimeout as pause } from 'node:timers/promises'
import { openStore } from '../../server/store/open-store.ts'
import { newEvent } from '../../server/testing/events.ts'
import { indexedUpTo } from '../search/fill-store.ts'
import { userAt } from './payload-pairs.ts'

/** So much of a body each event of the history has. */
const BODY_BYTES = 2 * 1024
const BATCH = 250

/** Stores a history of one user in an empty data dir, and waits for the search index to have it. */
export async function fillHistory(dataDir: string, total: number): Promise<void> {
  const store = await openStore({ dataDir }, (error) => {
    throw error
  })
  try {
    await store.endpoints.insert({ id: 'ep_a', slug: 'stack', name: 'Stack', createdAt: 1 }, [])
    for (let from = 0; from < total; from += BATCH) {
      const moments = Array.from({ length: Math.min(BATCH, total - from) }, (_, i) => from + i)
      await Promise.all(moments.map((moment) => store.events.append(eventAt(moment))))
    }
    while (indexedUpTo(dataDir) < total) await pause(100)
  } finally {
    await store.close()
  }
}

function eventAt(moment: number) {
  return newEvent({
    type: 'user.updated',
    entity: { kind: 'user', id: 'user-1' },
    about: 'Zoë Ünal',
    schema: 'valid',
    drifted: [],
    messageId: `msg_${moment}`,
    body: Buffer.from(userAt(moment, BODY_BYTES)),
  })
}
