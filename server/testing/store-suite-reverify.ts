import { beforeEach, describe, expect, it } from 'vitest'
import type { NewEvent } from '../store/event-store.ts'
import { openEventReader } from '../store/open-store.ts'
import type { EventToVerify, Reverification, ReverifiedPage } from '../store/reverification-store.ts'
import type { Store } from '../store/store.ts'
import { newEvent } from './events.ts'

/** What every engine does for runs that verify stored events again. */
export function describeReverifications(open: () => Promise<Store>): void {
  describe('reverifications', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      await store.endpoints.insert({ id: 'ep_b', slug: 'b', name: 'B', createdAt: 2 }, [])
    })
    const append = async (fields: Partial<NewEvent> = {}) => {
      const event = newEvent({ verdict: 'failed', ...fields })
      return { id: event.id, seq: await store.events.append(event) }
    }
    const begin = async (query = '', at = 100) =>
      (await store.reverifications.begin('ep_a', query, at)) as Reverification
    const advance = (page: Partial<ReverifiedPage>, at = 200) =>
      store.reverifications.advance(
        'ep_a',
        { upTo: 0, checked: 0, changes: [], stillFailed: [], ...page },
        at,
      )
    const addSecret = (at: number, origin: 'user' | 'sample' = 'user') =>
      store.secrets.insert({
        id: `sec_${origin}_${at}`,
        endpointId: 'ep_a',
        origin,
        label: 'first',
        sealed: Buffer.from('sealed'),
        expiresAt: null,
        createdAt: at,
        removedAt: null,
      })
    const readUnchecked = async (run: Reverification) => {
      const reader = openEventReader(store.location)
      const events: EventToVerify[] = []
      for await (const event of reader.uncheckedEvents(run)) events.push(event)
      await reader.close()
      return events
    }
    const changedAt = async () => (await store.endpoints.list())[0]?.secretsChangedAt
    const verified = { verdict: 'verified', verifiedBy: { secretId: 'sec_1', position: 1 } } as const

    it('read what is stored of their events, oldest first, up to the newest at their beginning', async () => {
      const event = newEvent({
        verdict: 'verified',
        verifiedBy: { secretId: 'sec_1', position: 2 },
        headers: [['Svix-Id', 'msg_1']],
        body: Buffer.from([0, 255]),
      })
      const seq = await store.events.append(event)
      const second = await append()
      await append({ endpointId: 'ep_b' })
      const run = await begin()
      await append()
      expect(run).toMatchObject({ cursor: 0, total: 2, checked: 0, changed: 0 })
      const read = await readUnchecked(run)
      const rest = await readUnchecked({ ...run, cursor: seq })
      expect(read[0]).toEqual({
        seq,
        receivedAt: event.receivedAt,
        headers: event.headers,
        body: event.body,
        verdict: 'verified',
        verifiedBy: { secretId: 'sec_1', position: 2 },
      })
      expect(read.map((one) => one.seq)).toEqual([seq, second.seq])
      expect(rest.map((one) => one.seq)).toEqual([second.seq])
    })

    it('choose their events by a query', async () => {
      await append({ type: 'team.created' })
      const { seq } = await append({ type: 'user.created' })
      const run = await begin('type:user.*')
      const read = await readUnchecked(run)
      expect([run.total, read.map((one) => one.seq)]).toEqual([1, [seq]])
    })

    it('change verdicts, and keep the one of the receipt however often', async () => {
      const { id, seq } = await append()
      await store.events.noteCauses([{ id, topCause: 'unexplained' }], 50)
      await begin()
      await advance({ changes: [{ seq, was: 'failed', ...verified }] }, 200)
      expect(await store.events.get(id)).toMatchObject({
        verdict: 'verified',
        verifiedBy: { secretId: 'sec_1', position: 1 },
        verdictAtReceipt: 'failed',
        verdictChangedAt: 200,
        topCause: null,
      })
      await advance({ changes: [{ seq, was: 'verified', verdict: 'unchecked', verifiedBy: null }] }, 300)
      expect(await store.events.get(id)).toMatchObject({
        verdict: 'unchecked',
        verifiedBy: null,
        verdictAtReceipt: 'failed',
        verdictChangedAt: 300,
      })
    })

    it('move the counts of the endpoint with the verdicts', async () => {
      const events = [await append(), await append(), await append()]
      await begin()
      const [first, second] = events
      await advance({
        checked: 3,
        changes: [
          { seq: first?.seq ?? 0, was: 'failed', ...verified },
          { seq: second?.seq ?? 0, was: 'failed', verdict: 'unchecked', verifiedBy: null },
        ],
      })
      const counts = await store.endpoints.counts()
      expect(counts.get('ep_a')).toMatchObject({ verified: 1, failed: 1, unchecked: 1, unsigned: 0 })
      expect((await store.reverifications.list())[0]).toMatchObject({ total: 3, checked: 3, changed: 2 })
    })

    it('leave an event that was deleted, or has another verdict than was read', async () => {
      const [gone, other] = [await append(), await append({ verdict: 'unsigned' })]
      await store.events.delete(gone.id)
      await begin()
      const run = await advance({
        changes: [
          { seq: gone.seq, was: 'failed', ...verified },
          { seq: other.seq, was: 'failed', ...verified },
        ],
      })
      expect(run?.changed).toBe(0)
      expect((await store.endpoints.counts()).get('ep_a')).toMatchObject({ verified: 0, unsigned: 1 })
      expect((await store.events.get(other.id))?.verdictChangedAt).toBeNull()
    })

    it('note another secret or place without calling that a change', async () => {
      const { id, seq } = await append(verified)
      await begin()
      const run = await advance({
        changes: [
          { seq, was: 'verified', verdict: 'verified', verifiedBy: { secretId: 'sec_2', position: 2 } },
        ],
      })
      expect(run?.changed).toBe(0)
      expect(await store.events.get(id)).toMatchObject({
        verifiedBy: { secretId: 'sec_2', position: 2 },
        verdictChangedAt: null,
      })
    })

    it('have the causes of what still fails looked for again', async () => {
      const { id, seq } = await append()
      await store.events.noteCauses([{ id, topCause: 'secret_retired' }], 50)
      await begin()
      await advance({ stillFailed: [seq] })
      expect((await store.events.get(id))?.topCause).toBeNull()
      expect(await store.events.unexplained(10)).toEqual([id])
    })

    it('are on record until their end', async () => {
      const [first, last] = [await append(), await append()]
      const run = await begin('verdict:failed')
      expect(await store.reverifications.list()).toEqual([run])
      const half = await advance({ upTo: first.seq, checked: 1 })
      expect(half).toEqual({ ...run, cursor: first.seq, checked: 1 })
      expect(await store.reverifications.list()).toEqual([half])
      expect(await advance({ upTo: last.seq, checked: 1 })).toMatchObject({ checked: 2, cursor: last.seq })
      expect(await store.reverifications.list()).toEqual([])
    })

    it('go with their endpoint, and begin for none that is gone', async () => {
      const { seq } = await append()
      await begin()
      await store.endpoints.delete('ep_a', 150)
      expect(await advance({ changes: [{ seq, was: 'failed', ...verified }] })).toBeNull()
      expect(await store.reverifications.list()).toEqual([])
      expect(await store.reverifications.begin('ep_a', '', 160)).toBeNull()
    })

    it('are offered once secrets changed where events are, until a run over all of them ends', async () => {
      await addSecret(10)
      expect(await changedAt()).toBeNull()
      const { seq } = await append()
      await addSecret(20, 'sample')
      expect(await changedAt()).toBeNull()
      await store.secrets.update('sec_user_10', { label: 'new', expiresAt: null }, 25)
      expect(await changedAt()).toBeNull()
      await addSecret(30)
      expect(await changedAt()).toBe(30)
      await store.secrets.update('sec_user_10', { expiresAt: 99 }, 40)
      expect(await changedAt()).toBe(40)
      await store.secrets.update('sec_user_10', { removedAt: 50 }, 50)
      expect(await changedAt()).toBe(50)

      await begin('verdict:failed')
      await advance({ upTo: seq })
      expect(await changedAt()).toBe(50)
      await begin()
      await advance({ upTo: seq })
      expect(await changedAt()).toBeNull()
    })

    it('stay offered when secrets change while a run goes, also in the same millisecond', async () => {
      const { seq } = await append()
      await begin('', 100)
      await addSecret(100)
      await advance({ upTo: seq })
      expect(await changedAt()).toBe(101)
      // By a clock that was set back since.
      await begin('', 90)
      await advance({ upTo: seq })
      expect(await changedAt()).toBeNull()
    })
  })
}
