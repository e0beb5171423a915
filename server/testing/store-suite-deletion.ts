import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { type Verdict, verdicts } from '../../shared/verdict.ts'
import { EventIdTakenError } from '../store/errors.ts'
import type { NewEvent } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'
import { countAll } from './count-all.ts'
import { newEvent } from './events.ts'

const never = new AbortController().signal

/** How every engine must delete. `indexed` resolves when everything stored is in its search index. */
export function describeDeletion(open: () => Promise<Store>, indexed: (store: Store) => Promise<void>): void {
  describe('deletion by query', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await addEndpoints(store)
    })
    const append = (fields: Partial<NewEvent> = {}) => store.events.append(newEvent(fields))
    const many = (count: number, fields: (i: number) => Partial<NewEvent> = () => ({})) =>
      Promise.all(Array.from({ length: count }, (_, i) => append(fields(i))))
    const countOf = async (q = '') => (await countAll(store, q)).total

    it('takes what matches and nothing else, by columns, text and JSON paths', async () => {
      await many(900, (i) => ({
        type: i % 3 === 0 ? 'team.created' : 'user.created',
        body: Buffer.from(JSON.stringify({ data: { n: i, word: i % 2 === 0 ? 'needle' : 'hay' } })),
      }))
      await indexed(store)
      for (const q of ['type:team.created', 'data.n:<100', 'needle', 'before:2099-01-01 data.n:899']) {
        const [all, matching] = [await countOf(), await countOf(q)]
        expect(matching, q).toBeGreaterThan(0)
        expect(await deleteAll(store, q), q).toBe(matching)
        expect([await countOf(q), await countOf()], q).toEqual([0, all - matching])
      }
      await expectTrueTallies(store)
    })

    it('leaves what was stored after the moment that it is about', async () => {
      await many(20)
      const upTo = store.events.lastSeq()
      await many(20)
      expect(await deleteAll(store, '', upTo)).toBe(20)
      expect(await countOf()).toBe(20)
    })

    it('goes on taking events in while it deletes', async () => {
      await many(3000)
      const upTo = store.events.lastSeq()
      const order: string[] = []
      const deleting = deleteAll(store, '', upTo).then((deleted) => {
        order.push('deleted')
        return deleted
      })
      for (let i = 0; i < 5; i++) {
        await append()
        order.push('stored')
      }
      expect(await deleting).toBe(3000)
      expect(order.slice(0, 2)).toEqual(['stored', 'stored'])
      expect(await countOf()).toBe(5)
      await expectTrueTallies(store)
    })

    it('stops when it is told to, and says what it took by then and where it would go on', async () => {
      await many(2000)
      const stop = new AbortController()
      const upTo = store.events.lastSeq()
      const deleting = store.events.deleteMatching(parseQuery(''), { from: 1, upTo }, stop.signal)
      while ((await countOf()) === 2000) await new Promise(setImmediate)
      stop.abort()
      const { deleted, next } = await deleting
      expect(await countOf()).toBe(2000 - deleted)
      expect(next).toBe(deleted + 1)
      await expectTrueTallies(store)
    })

    it('takes events by id, and passes over those that are gone', async () => {
      const events = Array.from({ length: 600 }, () => newEvent())
      await Promise.all(events.map(store.events.append))
      const ids = events.slice(0, 550).map(({ id }) => id)
      expect(await store.events.deleteByIds([...ids, 'evt_gone'], never)).toBe(550)
      expect(await store.events.deleteByIds(ids, never)).toBe(0)
      expect(await countOf()).toBe(50)
      await expectTrueTallies(store)
    })

    it('never gives a seq again, and forgets when deleted events were received', async () => {
      await many(3000, () => ({ receivedAt: 1000 }))
      const last = store.events.lastSeq()
      await deleteAll(store, '')
      const seq = await append({ receivedAt: 90_000_000 })
      expect(seq).toBeGreaterThan(last)
      const { histogram } = await countAll(store, '', { bars: 10 })
      expect(histogram?.from).toBeGreaterThan(1000)
    })

    it('frees the ids of an endpoint that is being deleted, and of no other', async () => {
      const events = Array.from({ length: 2000 }, () => newEvent({ endpointId: 'ep_a' }))
      const other = newEvent({ endpointId: 'ep_b' })
      await Promise.all([...events, other].map(store.events.append))
      await store.endpoints.delete('ep_a', 3)
      const again = events.slice(-100).map((event) => ({ ...event, endpointId: 'ep_b' }))
      await expect(store.events.append(other)).rejects.toThrow(EventIdTakenError)
      await store.events.freeIds([...again, other].map(({ id }) => id))
      await Promise.all(again.map(store.events.append))
      expect(await store.events.get(other.id)).not.toBeNull()
      expect((await countAll(store, '')).total).toBe(101)
      await expectTrueTallies(store)
    })

    it('measures what it would take', async () => {
      await many(30, (i) => ({ receivedAt: 1000 + i, body: Buffer.alloc(i) }))
      const measured = { matching: 20, bytes: 390, oldest: 1010, newest: 1029, next: null }
      for (const q of ['size:>=10', 'size:>=10 -"no such text"']) {
        const range = { from: 1, upTo: store.events.lastSeq() }
        expect(await store.events.measure(parseQuery(q), range), q).toEqual(measured)
      }
      expect(await store.events.measure(parseQuery('size:>99'), { from: 1, upTo: 99 })).toEqual({
        matching: 0,
        bytes: 0,
        oldest: null,
        newest: null,
        next: null,
      })
    })

    it('leaves counts and sums that are true, whatever comes and goes at the same time', {
      timeout: 60_000,
    }, async () => {
      const arbitraryStep = fc.oneof(
        fc.record({
          endpointId: fc.constantFrom('ep_a', 'ep_b'),
          verdict: fc.constantFrom<Verdict>(...verdicts),
          receivedAt: fc.integer({ min: 0, max: 10 * 60_000 }),
          body: fc.uint8Array({ maxLength: 50 }),
        }),
        fc.constantFrom(
          'verdict:failed',
          'endpoint:a',
          'size:>25',
          'after:1970-01-01T00:05:00Z',
          '-endpoint:a',
        ),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(arbitraryStep, { minLength: 10, maxLength: 80 }), async (steps) => {
          await Promise.all(
            steps.map(
              (step): Promise<unknown> =>
                typeof step === 'string' ? deleteAll(store, step) : store.events.append(newEvent(step)),
            ),
          )
          await expectTrueTallies(store)
        }),
        { numRuns: 15 },
      )
    })
  })
}

async function addEndpoints(store: Store): Promise<void> {
  await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
  await store.endpoints.insert({ id: 'ep_b', slug: 'b', name: 'B', createdAt: 2 }, [])
}

/** Deletes all that matches, part by part. */
async function deleteAll(store: Store, q: string, upTo = store.events.lastSeq()): Promise<number> {
  let deleted = 0
  for (let from: number | null = 1; from !== null; ) {
    const part = await store.events.deleteMatching(parseQuery(q), { from, upTo }, never)
    deleted += part.deleted
    from = part.next
  }
  return deleted
}

/** Holds what is counted beside the events to the events themselves. */
export async function expectTrueTallies(store: Store): Promise<void> {
  const events: EventSummary[] = []
  for (let before: number | null = null; ; ) {
    const page = await store.events.listBefore(parseQuery(''), before, 500)
    events.push(...page.events)
    before = page.nextCursor
    if (before === null) break
  }
  const countBy = (verdict: Verdict, of = events) => of.filter((event) => event.verdict === verdict).length
  for (const [id, counts] of await store.endpoints.counts()) {
    const own = events.filter(({ endpointId }) => endpointId === id)
    expect(counts.bytes, id).toBe(own.reduce((sum, { size }) => sum + size, 0))
    for (const verdict of verdicts) expect(counts[verdict], `${id} ${verdict}`).toBe(countBy(verdict, own))
  }
  const stats = await countAll(store, '')
  expect(stats.total).toBe(events.length)
  for (const verdict of verdicts) expect(stats.byVerdict[verdict], verdict).toBe(countBy(verdict))
}
