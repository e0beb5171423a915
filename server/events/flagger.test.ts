import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import { openStore } from '../store/open-store.ts'
import { newEvent } from '../testing/events.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { tempDir } from '../testing/temp-dir.ts'

async function start(dataDir = tempDir()): Promise<TestApp> {
  const app = await startApp({ config: { dataDir } })
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  return app
}
const send = ({ url }: TestApp) =>
  fetch(`${url}/in/stack`, signedRequest('{"type":"user.updated","data":{"id":"u-1"}}'))
const duplicates = async ({ api }: TestApp): Promise<EventSummary[]> =>
  (await api('GET', '/api/events?q=flag:duplicate')).json.events

/** How many events have a flag. */
const flagged = async ({ api }: TestApp): Promise<number> =>
  (await api('GET', '/api/events/stats?q=flag:duplicate')).json.total

/** Messages that came twice: more than are looked at together. */
const PAIRS = 400

/** Stores each message twice in a data dir, and looks for no flags. */
async function storeUnflagged(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir }, () => {})
  await store.endpoints.insert({ id: 'ep_a', slug: 'stack', name: 'Stack', createdAt: 1 }, [])
  const events = Array.from({ length: 2 * PAIRS }, (_, i) => newEvent({ messageId: `msg_${i >> 1}` }))
  await Promise.all(events.map((event) => store.events.append(event)))
  await store.close()
}

it('flags what comes once more, by itself', async () => {
  const app = await start()
  await send(app)
  await send(app)
  await expect.poll(() => duplicates(app)).toMatchObject([{ flags: ['duplicate'] }])
})

it('flags what an earlier run has left', async () => {
  const dataDir = tempDir()
  const first = await start(dataDir)
  // As if it had been killed before the flags were stored.
  first.ctx.store.events.noteFlags = async () => []
  await send(first)
  await send(first)
  await first.ctx.close()
  const second = await startApp({ config: { dataDir } })
  await expect.poll(() => duplicates(second)).toHaveLength(1)
})

it('goes through a store from before there were flags, and goes on where a stop has cut it off', async () => {
  const dataDir = tempDir()
  await storeUnflagged(dataDir)
  const first = await startApp({
    config: { dataDir },
    wrapStore: ({ store }) => {
      const { noteFlags } = store.events
      let notes = 0
      // As if it had been killed after the second batch.
      store.events.noteFlags = async (found) => (notes++ < 2 ? noteFlags(found) : [])
      return store
    },
  })
  await expect.poll(() => flagged(first)).toBeGreaterThan(0)
  await first.close()

  const asked: number[] = []
  const second = await startApp({
    config: { dataDir },
    wrapStore: ({ store }) => {
      const { findFlags } = store.events
      store.events.findFlags = (after) => {
        asked.push(after)
        return findFlags(after)
      }
      return store
    },
  })
  await expect.poll(() => flagged(second), { timeout: 40_000 }).toBe(PAIRS)
  expect(Math.min(...asked)).toBeGreaterThan(0)
})

it('waits for an index that is being built anew, and then misses nothing', async () => {
  const dataDir = tempDir()
  const before = await start(dataDir)
  await send(before)
  await expect.poll(async () => (await before.ctx.store.events.findFlags(0)).upTo).toBe(1)
  await before.close()
  // What is indexed is lost, and comes back from the first event on.
  rmSync(join(dataDir, 'search.db'))
  const app = await startApp({ config: { dataDir } })
  await send(app)
  await expect.poll(() => duplicates(app)).toHaveLength(1)
  const [{ id } = { id: '' }] = await duplicates(app)
  const relations = await app.api('GET', `/api/events/${id}/relations`)
  expect(relations.json.flags[0].causes).toHaveLength(1)
})

it('says which flags there are to who asks for another', async () => {
  const { json } = await (await start()).api('GET', '/api/events?q=flag:late')
  expect(json.message).toContain('A flag is one of duplicate, outOfOrder, conflict, afterDelete.')
})
