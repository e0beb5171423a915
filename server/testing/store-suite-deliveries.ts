import { beforeEach, describe, expect, it } from 'vitest'
import type { AttemptRecord, DeliveryRecord, NewDelivery, Outcome } from '../store/delivery-store.ts'
import { NameTakenError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { newEvent } from './events.ts'
import { findAll } from './find-all.ts'
import { newStoredDelivery } from './new-delivery.ts'

const attempt: AttemptRecord = {
  number: 1,
  startedAt: 1000,
  request: { method: 'POST', url: 'http://127.0.0.1:1/', headers: [['A', 'b']], size: 2 },
  answer: {
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['Set-Cookie', 'ü']],
    body: Buffer.from([0, 255, 10]),
    size: 3,
    truncated: false,
  },
  remoteAddress: '127.0.0.1',
  redirects: [{ status: 307, url: 'http://a/' }],
  timings: { dnsMs: null, connectMs: 1.5, firstByteMs: 2, totalMs: 3 },
  error: null,
  sent: { signature: 'original', signatureValid: null, ageS: 5, secretLabel: null, edited: false },
}
const failure = { code: 'status', message: 'The target answered 500.' } as const

/** What every engine must do with targets, deliveries and bulk replays. */
export function describeDeliveries(open: () => Promise<Store>): void {
  describe('targets', () => {
    const target = {
      id: 'tgt_a',
      name: 'dev',
      url: 'http://localhost/',
      headers: Buffer.from('sealed'),
      secret: null,
      timeoutMs: 1,
      followRedirects: 0,
      maxInFlight: 4,
      retry: [1, 2],
      forward: { enabled: true, query: 'type:x', signature: 'none' as const, inOrder: true },
      createdAt: 7,
    }

    it('are kept as they were given, changed in part, and deleted', async () => {
      const store = await open()
      await store.targets.insert(target)
      await store.targets.insert({ ...target, id: 'tgt_b', name: 'other', secret: Buffer.from([1, 0]) })
      expect((await store.targets.list())[0]).toEqual(target)
      expect(await store.targets.update('tgt_a', { timeoutMs: 9, secret: Buffer.from([2]) })).toBe(true)
      expect((await store.targets.list())[0]).toEqual({ ...target, timeoutMs: 9, secret: Buffer.from([2]) })
      await expect(store.targets.update('tgt_a', { name: 'OTHER' })).rejects.toThrow(NameTakenError)
      expect(await store.targets.delete('tgt_a', 8)).toBe(true)
      expect(await store.targets.delete('tgt_a', 8)).toBe(false)
      expect(await store.targets.update('tgt_a', { timeoutMs: 1 })).toBe(false)
    })
  })

  describe('deliveries', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
    })
    const eventWith = async (...deliveries: NewDelivery[]) => {
      const event = newEvent({ deliveries })
      await store.events.append(event)
      return event
    }
    const claim = (limit = 100, now = 5000) => store.deliveries.claim('tgt_a', limit, now)
    const finish = (delivery: DeliveryRecord, fields: Partial<Outcome> = {}) =>
      store.deliveries.finish({
        delivery,
        attempt,
        status: 'delivered',
        dueAt: null,
        counts: true,
        ...fields,
      })
    const mark = async (id: string) => (await store.events.get(id))?.deliveryMark
    const states = async (eventId: string) =>
      (await store.deliveries.list({ eventId }, null, 100)).map(({ status }) => status)

    it('stand with their event, or not at all', async () => {
      const taken = newStoredDelivery()
      const first = await eventWith(taken)
      const second = newEvent({ deliveries: [newStoredDelivery(), { ...taken }] })
      await expect(store.events.append(second)).rejects.toThrow()
      expect(await store.events.get(second.id)).toBeNull()
      expect(await store.deliveries.list({}, null, 100)).toMatchObject([
        { id: taken.id, eventId: first.id, eventType: 'user.created', endpointId: 'ep_a', status: 'due' },
      ])
      expect(await mark(first.id)).toBe('due')
    })

    it('give back everything that they were made with, and their event’s bytes', async () => {
      const event = newEvent({ body: Buffer.from([1, 0, 255]), headers: [['X-A', 'ÿ']], messageId: 'msg_9' })
      await store.events.append(event)
      const full = newStoredDelivery({
        kind: 'replay',
        secretId: 'sec_1',
        secret: Buffer.from([9, 0]),
        newMessageId: 'msg_new',
        edit: { method: 'PUT', headers: [['A', 'b']] },
        editedBody: Buffer.from('{\r\n'),
        retry: [5, 10],
      })
      const record = await store.deliveries.insert(full, event.id)
      expect(record).toMatchObject({
        ...full,
        eventId: event.id,
        attempts: 0,
        tries: 0,
        dueAt: 1,
        last: null,
      })
      expect(await store.deliveries.get(full.id)).toEqual(record)
      expect(store.deliveries.eventToSend(record?.eventSeq ?? 0)).toEqual({
        method: 'POST',
        path: '/in/a',
        query: '',
        headers: [['X-A', 'ÿ']],
        body: Buffer.from([1, 0, 255]),
        messageId: 'msg_9',
      })
      expect(await store.deliveries.insert(newStoredDelivery(), 'evt_none')).toBeNull()
    })

    it('are claimed when their time has come, those that wait longest first, each once', async () => {
      const [late, early, future] = [7, 3, 9000].map((createdAt) => newStoredDelivery({ createdAt }))
      await eventWith(...([late, early, future] as NewDelivery[]), newStoredDelivery({ route: 'tgt_b' }))
      expect(await store.deliveries.routes()).toEqual([
        { route: 'tgt_a', dueAt: 3 },
        { route: 'tgt_b', dueAt: 1 },
      ])
      expect((await claim(1)).map(({ id }) => id)).toEqual([early?.id])
      expect((await claim()).map(({ id, status }) => [id, status])).toEqual([[late?.id, 'sending']])
      expect(await claim()).toEqual([])
      expect((await claim(9, 9000)).map(({ id }) => id)).toEqual([future?.id])
    })

    it('keep their attempts to the byte', async () => {
      const event = await eventWith(newStoredDelivery())
      const [delivery] = (await claim()) as [DeliveryRecord]
      await finish(delivery)
      expect(await store.deliveries.attempts(delivery.seq)).toEqual([attempt])
      expect(await store.deliveries.get(delivery.id)).toMatchObject({
        status: 'delivered',
        attempts: 1,
        tries: 1,
        finishedAt: 1003,
        last: { status: 200, error: null, totalMs: 3 },
      })
      expect(await mark(event.id)).toBe('delivered')
    })

    it('are due again where another attempt follows, and those that do not count leave the tries alone', async () => {
      await eventWith(newStoredDelivery())
      const [delivery] = (await claim()) as [DeliveryRecord]
      await finish(delivery, {
        status: 'due',
        dueAt: 6000,
        attempt: { ...attempt, answer: null, error: failure },
      })
      expect(await claim()).toEqual([])
      const [again] = (await claim(1, 6000)) as [DeliveryRecord]
      expect(again).toMatchObject({ attempts: 1, tries: 1, last: { status: null, error: failure } })
      await finish(again, { status: 'due', dueAt: 6001, counts: false })
      expect(await store.deliveries.get(delivery.id)).toMatchObject({ attempts: 2, tries: 1 })
      const numbers = (await store.deliveries.attempts(delivery.seq)).map(({ number }) => number)
      expect(numbers).toEqual([1, 2])
    })

    it('mark their event by the worst of them', async () => {
      const event = await eventWith(newStoredDelivery(), newStoredDelivery(), newStoredDelivery())
      const [one, two, three] = (await claim()) as [DeliveryRecord, DeliveryRecord, DeliveryRecord]
      await finish(one)
      expect(await mark(event.id)).toBe('due')
      await finish(two, { status: 'failed' })
      expect(await mark(event.id)).toBe('failed')
      await finish(three)
      expect((await findAll(store, 'delivery:failed')).map(({ id }) => id)).toEqual([event.id])
      await store.deliveries.retry(two.id, 5000)
      expect(await mark(event.id)).toBe('due')
      await store.deliveries.cancel(two.id, 5001)
      expect(await mark(event.id)).toBe('delivered')
      expect(await findAll(store, '-delivery:delivered')).toEqual([])
    })

    it('of one lane go one after the other; what ends, fails or is cancelled lets the next one go', async () => {
      const lane = 'tgt_a user 1'
      await eventWith(...Array.from({ length: 4 }, () => newStoredDelivery({ lane })), newStoredDelivery())
      const [first, free] = (await claim()) as [DeliveryRecord, DeliveryRecord]
      expect(free.lane).toBeNull()
      expect(await claim()).toEqual([])
      await finish(first, { status: 'due', dueAt: 5000 })
      expect((await claim()).map(({ id }) => id)).toEqual([first.id])
      await finish(first, { status: 'failed' })
      const [second] = (await claim()) as [DeliveryRecord]
      await store.deliveries.cancel(second.id, 5000)
      expect(await claim()).toHaveLength(1)
    })

    it('go with their event, and do not hold up their lane then', async () => {
      const lane = 'tgt_a user 1'
      const first = await eventWith(newStoredDelivery({ lane }))
      const second = await eventWith(newStoredDelivery({ lane }))
      expect(await claim()).toHaveLength(1)
      await store.events.delete(first.id)
      expect(await store.deliveries.list({}, null, 10)).toHaveLength(1)
      expect((await claim()).map(({ eventId }) => eventId)).toEqual([second.id])
    })

    it('that were cancelled or deleted while they were sent stay so, with the attempt', async () => {
      const event = await eventWith(newStoredDelivery(), newStoredDelivery())
      const [one, two] = (await claim()) as [DeliveryRecord, DeliveryRecord]
      await store.deliveries.cancel(one.id, 5000)
      await finish(one)
      expect(await store.deliveries.get(one.id)).toMatchObject({ status: 'cancelled', attempts: 1 })
      expect(await store.deliveries.attempts(one.seq)).toHaveLength(1)
      await store.events.delete(event.id)
      await finish(two)
      expect(await store.deliveries.list({}, null, 10)).toEqual([])
    })

    it('that were given back are due; those that were left are due with a note of it', async () => {
      const event = await eventWith(newStoredDelivery(), newStoredDelivery())
      const [one, two] = (await claim(100, 4000)) as [DeliveryRecord, DeliveryRecord]
      await store.deliveries.release([one.seq], 4500)
      expect(await store.deliveries.recover(4000)).toEqual([])
      expect((await store.deliveries.recover(4001)).map(({ id }) => id)).toEqual([two.id])
      expect(await states(event.id)).toEqual(['due', 'due'])
      expect(await store.deliveries.attempts(one.seq)).toEqual([])
      expect(await store.deliveries.attempts(two.seq)).toMatchObject([{ error: { code: 'interrupted' } }])
      expect(await store.deliveries.get(two.id)).toMatchObject({ attempts: 1, tries: 0 })
    })

    it('of a target are cancelled together, however many, and counted', async () => {
      await Promise.all(Array.from({ length: 450 }, () => eventWith(newStoredDelivery())))
      await eventWith(newStoredDelivery({ targetId: 'tgt_b', route: 'tgt_b' }))
      expect((await store.targets.counts()).get('tgt_a')).toEqual({ due: 450, failed: 0 })
      expect(await store.deliveries.cancelAll({ targetId: 'tgt_a' }, 5000)).toBe(450)
      expect(await store.targets.counts()).toEqual(new Map([['tgt_b', { due: 1, failed: 0 }]]))
      expect(await findAll(store, 'delivery:due')).toHaveLength(1)
    })

    it('are listed newest first, by event, target, replay and state', async () => {
      const event = await eventWith(
        newStoredDelivery({ id: 'dlv_1' }),
        newStoredDelivery({ id: 'dlv_2', targetId: 'tgt_b' }),
        newStoredDelivery({ id: 'dlv_3', replayId: 'rpl_1' }),
      )
      await store.deliveries.cancel('dlv_1', 2)
      const ids = async (filter: Parameters<typeof store.deliveries.list>[0], before: number | null = null) =>
        (await store.deliveries.list(filter, before, 10)).map(({ id }) => id)
      expect(await ids({ eventId: event.id })).toEqual(['dlv_3', 'dlv_2', 'dlv_1'])
      expect(await ids({ targetId: 'tgt_b' })).toEqual(['dlv_2'])
      expect(await ids({ replayId: 'rpl_1' })).toEqual(['dlv_3'])
      expect(await ids({ status: 'cancelled' })).toEqual(['dlv_1'])
      const [newest] = await store.deliveries.list({}, null, 1)
      expect(await ids({}, newest?.seq)).toEqual(['dlv_2', 'dlv_1'])
    })

    it('of tests are kept for the last twenty only', async () => {
      for (let n = 0; n < 25; n++) {
        const test = newStoredDelivery({ kind: 'test' })
        await store.deliveries.insert(test, null)
        await store.deliveries.cancel(test.id, 2)
      }
      expect(await store.deliveries.list({}, null, 100)).toHaveLength(21)
    })
  })

  describe('bulk replays', () => {
    const replay = {
      id: 'rpl_1',
      targetId: 'tgt_a',
      query: 'type:x',
      chosen: null,
      signature: 'resign' as const,
      newMessageId: true,
      order: 'newest' as const,
      ratePerSecond: 2.5,
      stopOnFailure: true,
      state: 'running' as const,
      upTo: 9,
      cursor: null,
      total: 3,
      started: 0,
      delivered: 0,
      failed: 0,
      cancelled: 0,
      createdAt: 7,
      finishedAt: null,
    }

    it('count what comes of their deliveries, and note how far they are, all at once', async () => {
      const store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      const events = Array.from({ length: 3 }, () => newEvent())
      for (const event of events) await store.events.append(event)
      await store.replays.insert(replay)
      expect(await store.replays.get('rpl_1')).toEqual(replay)
      const deliveries = [...events.map(({ id }) => id), 'evt_gone'].map((eventId) => ({
        eventId,
        delivery: newStoredDelivery({ replayId: 'rpl_1' }),
      }))
      expect(await store.replays.advance('rpl_1', deliveries, 3)).toMatchObject({ started: 3, cursor: 3 })
      const [one, two, three] = (await store.deliveries.claim('tgt_a', 9, 9)) as DeliveryRecord[]
      const outcome = { attempt, dueAt: null, counts: true }
      await store.deliveries.finish({ ...outcome, delivery: one as DeliveryRecord, status: 'delivered' })
      await store.deliveries.finish({ ...outcome, delivery: two as DeliveryRecord, status: 'failed' })
      await store.deliveries.cancel(three?.id ?? '', 9)
      expect(await store.replays.get('rpl_1')).toMatchObject({ delivered: 1, failed: 1, cancelled: 1 })
    })

    it('change their state only from where it may be changed, and make nothing unless they run', async () => {
      const store = await open()
      await store.replays.insert(replay)
      expect(await store.replays.setState('rpl_1', ['paused'], 'running', 8)).toBeNull()
      expect(await store.replays.setState('rpl_1', ['running'], 'paused', 8)).toMatchObject({
        state: 'paused',
        finishedAt: null,
      })
      expect(await store.replays.running()).toEqual([])
      expect(await store.replays.advance('rpl_1', [], 5)).toMatchObject({ cursor: null })
      expect(await store.replays.setState('rpl_1', ['paused'], 'cancelled', 9)).toMatchObject({
        finishedAt: 9,
      })
      expect(await store.replays.list(10)).toHaveLength(1)
    })
  })
}
