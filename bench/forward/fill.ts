import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { openStore } from '../../server/store/open-store.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { userCreatedBody } from '../lib/signed-requests.ts'
import { indexedUpTo } from '../search/fill-store.ts'

const BATCH = 256
const headers: HeaderPair[] = [
  ['Host', '127.0.0.1'],
  ['Content-Type', 'application/json'],
  ['User-Agent', 'Svix-Webhooks/1.81'],
  ['svix-id', 'msg_1'],
]

/**
 * Stores events in a data dir whose server has stopped, and waits for the search index. With a target each has a
 * delivery that is due.
 */
export async function fill(
  dataDir: string,
  total: number,
  { endpointId, target }: { endpointId: string; target: { id: string; url: string } | null },
): Promise<void> {
  const store = await openStore({ dataDir }, (error) => {
    throw error
  })
  const body = Buffer.from(userCreatedBody())
  const first = store.events.lastSeq() + 1
  for (let from = 0; from < total; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, total - from) }, (_, i) => {
      const name = `${String(first + from + i).padStart(10, '0')}`
      return store.events.append({
        id: `evt_${name}`,
        endpointId,
        receivedAt: 1_700_000_000_000 + first + from + i,
        method: 'POST',
        path: '/in/stack',
        query: '',
        httpVersion: '1.1',
        remoteAddress: '127.0.0.1',
        headers,
        body,
        contentType: 'application/json',
        messageId: 'msg_1',
        sentAt: null,
        type: 'user.created',
        entity: null,
        about: null,
        schema: null,
        drifted: [],
        verdict: 'unchecked',
        verifiedBy: null,
        deliveries: target ? [delivery(`dlv_${name}`, target)] : [],
      })
    })
    await Promise.all(batch)
  }
  while (indexedUpTo(dataDir) < store.events.lastSeq()) await pause(200)
  await store.close()
}

function delivery(id: string, target: { id: string; url: string }) {
  return {
    id,
    kind: 'forward' as const,
    targetId: target.id,
    url: target.url,
    route: target.id,
    lane: null,
    signature: 'original' as const,
    secretId: null,
    secret: null,
    newMessageId: null,
    edit: null,
    editedBody: null,
    retry: [],
    urgent: false,
    replayId: null,
    createdAt: 1,
  }
}

/** Attempts that lie on disk, and deliveries that arrived. */
export function stored(dataDir: string): { attempts: number; delivered: number } {
  const db = new Database(join(dataDir, 'hooklens.db'), { readonly: true })
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0
  const counts = {
    attempts: count('select count(*) from attempts'),
    delivered: count("select count(*) from deliveries where status = 'delivered'"),
  }
  db.close()
  return counts
}
