import { beforeEach, describe, expect, it } from 'vitest'
import type { EventRelations } from '../../shared/event-relations.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

/** The beginning of a minute, so that seconds are whole. */
const NOW = Math.floor(Date.now() / 60_000) * 60_000

describe('the relations of an event', () => {
  let app: TestApp
  beforeEach(async () => {
    app = await startApp()
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  })
  let number = 0
  /** Sends an event of a user whose message was made some seconds from now, and gives its id. */
  const send = async (
    type: string,
    second: number,
    { user = 'u-1', messageId = `msg_${++number}`, name = `Name ${number}` } = {},
  ): Promise<string> => {
    const body = JSON.stringify({ type, data: { id: user, display_name: name } })
    const init = signedRequest(body, { id: messageId, at: NOW + second * 1000 })
    const reply = await fetch(`${app.url}/in/stack`, init)
    return ((await reply.json()) as { id: string }).id
  }
  const relations = async (id: string): Promise<EventRelations> =>
    (await app.api('GET', `/api/events/${id}/relations`)).json
  /** The flags of an event with the ids of what they come from, once it has these. */
  const causesOf = async (id: string) =>
    Object.fromEntries(
      (await relations(id)).flags.map(({ flag, causes }) => [flag, causes.map((cause) => cause.id)]),
    )
  const expectCauses = (id: string) => expect.poll(() => causesOf(id), { timeout: 5000 })

  it('tell what each flag comes from, not what came right before', async () => {
    const deleted = await send('user.deleted', -20)
    const newest = await send('user.updated', -5)
    const middle = await send('user.updated', -9)
    const event = await send('user.updated', -10)
    await expectCauses(event).toEqual({ outOfOrder: [newest, middle], afterDelete: [deleted] })
  })

  it('tell of both sides of a conflict which the other is', async () => {
    const first = await send('user.updated', -10)
    const rival = await send('user.updated', -10)
    const last = await send('user.updated', -5)
    await expectCauses(first).toEqual({ conflict: [rival] })
    await expectCauses(rival).toEqual({ conflict: [first] })
    expect(await causesOf(last)).toEqual({})
  })

  it('tell the deletion also where many events came since', async () => {
    const deleted = await send('user.deleted', -100)
    let last = ''
    for (let second = -60; second < 0; second++) last = await send('user.updated', second)
    await expectCauses(last).toEqual({ afterDelete: [deleted] })
  })

  it('keep a flag whose cause was deleted, and name none', async () => {
    const newer = await send('user.updated', -5)
    const late = await send('user.updated', -9)
    await expectCauses(late).toEqual({ outOfOrder: [newer] })
    await app.api('DELETE', `/api/events/${newer}`)
    expect(await relations(late)).toMatchObject({
      flags: [{ flag: 'outOfOrder', causes: [] }],
      complete: true,
    })
  })

  it('name the events right before and after, of the entity and of the message', async () => {
    const messageId = 'msg_again'
    const first = await send('user.updated', -9, { messageId })
    const other = await send('user.updated', -8)
    const event = await send('user.updated', -9, { messageId })
    await send('user.updated', -7, { user: 'u-2' })
    const next = await send('user.updated', -6)
    // Before the index has them, and afterwards.
    for (let turn = 0; turn < 2; turn++) {
      expect(await relations(event)).toMatchObject({
        entity: { before: { id: other }, after: { id: next, type: 'user.updated' } },
        message: { before: { id: first, receivedAt: expect.any(Number) }, after: null },
        complete: true,
      })
      await expectCauses(event).toMatchObject({ duplicate: [first] })
    }
  })

  it('are none for what is about nothing, and not there for what is no event', async () => {
    const reply = await fetch(`${app.url}/in/stack`, { method: 'POST', body: 'x' })
    const { id } = (await reply.json()) as { id: string }
    expect(await relations(id)).toEqual({ flags: [], entity: null, message: null, complete: true })
    expect(await app.api('GET', '/api/events/evt_none/relations')).toMatchObject({
      status: 404,
      json: { code: 'EVENT_NOT_FOUND' },
    })
  })
})
