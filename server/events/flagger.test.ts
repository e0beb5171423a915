import { expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
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

it('says which flags there are to who asks for another', async () => {
  const { json } = await (await start()).api('GET', '/api/events?q=flag:late')
  expect(json.message).toContain('A flag is one of duplicate, outOfOrder, conflict, afterDelete.')
})
