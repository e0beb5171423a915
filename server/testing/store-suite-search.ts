import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Stats } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { matchable, matchEvent, parseQuery } from '../../shared/query/query.ts'
import { type Verdict, verdicts } from '../../shared/verdict.ts'
import type { NewEvent } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'
import { arbitraryEvent, arbitraryQuery } from './arbitrary-search.ts'
import { countAll } from './count-all.ts'
import { newEvent } from './events.ts'
import { findAll } from './find-all.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** What every engine must find. `indexed` resolves when everything stored is in its index. */
export function describeSearch(open: () => Promise<Store>, indexed: (store: Store) => Promise<void>): void {
  describe('search', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      await store.endpoints.insert({ id: 'ep_b', slug: 'b', name: 'B', createdAt: 2 }, [])
    })
    const append = async (fields: Partial<NewEvent> = {}) => {
      const event = newEvent(fields)
      await store.events.append(event)
      return event
    }
    const withBody = (body: string, fields: Partial<NewEvent> = {}) =>
      append({ body: Buffer.from(body), ...fields })
    const idsOf = (events: { id: string }[]) => events.map(({ id }) => id)
    const find = async (q: string) => idsOf(await findAll(store, q))

    it('finds text anywhere in a body, without regard to case', async () => {
      const event = await withBody('{"name":"Zoë ÜNAL of Ankara"}')
      await withBody('{"name":"Ada"}')
      for (const q of ['"zoë ünal"', 'ANKARA', 'nkar']) expect(await find(q), q).toEqual([event.id])
      expect(await find('Paris')).toEqual([])
    })

    it('finds the same before and after events were indexed', async () => {
      const first = await withBody('{"name":"needle one"}')
      expect(await find('needle')).toEqual([first.id])
      await indexed(store)
      expect(await find('needle')).toEqual([first.id])
      const second = await withBody('{"name":"needle two"}')
      expect(await find('needle')).toEqual([second.id, first.id])
      await indexed(store)
      expect(await find('needle')).toEqual([second.id, first.id])
    })

    it('finds what is written with escapes, or is no UTF-8, or very large', async () => {
      const escaped = await withBody('{"data":{"name":"Z\\u006f\\u00eb \\ud83d\\ude00 \\u0000x"}}')
      const binary = await append({ body: Buffer.from([0xff, 0x61, 0x62, 0x63, 0xfe]) })
      const large = await withBody(`{"data":{"filler":"${'x'.repeat(300_000)}","name":"tall"}}`)
      for (const state of ['fresh', 'indexed']) {
        expect(await find('data.name:"zoë 😀 \0x"'), state).toEqual([escaped.id])
        expect(await find('abc'), state).toEqual([binary.id])
        expect(await find('data.name:tall'), state).toEqual([large.id])
        await indexed(store)
      }
    })

    it('looks at nothing where a stretch ends before it begins', async () => {
      for (let i = 0; i < 5; i++) await withBody('a needle')
      const empty = { from: 4, upTo: 3 }
      for (const q of ['', 'needle', 'method:P*']) {
        expect((await store.events.measure(parseQuery(q), empty)).matching, q).toBe(0)
        const gone = await store.events.deleteMatching(parseQuery(q), empty, new AbortController().signal)
        expect(gone.deleted, q).toBe(0)
      }
      expect(await findAll(store, '')).toHaveLength(5)
    })

    it('finds by parentheses nested as deep as may be, and keeps its index', async () => {
      const event = await withBody('one two three')
      await indexed(store)
      const levels = Array.from({ length: 24 }, () => 'three (one or (').join('')
      expect(await find(`${levels}two${')'.repeat(48)}`)).toEqual([event.id])
      await indexed(store)
    })

    it('never finds a deleted event', async () => {
      const [gone, stays] = [await withBody('{"name":"needle"}'), await withBody('{"name":"needle"}')]
      await indexed(store)
      await store.events.delete(gone.id)
      expect(await find('needle')).toEqual([stays.id])
      expect((await countAll(store, 'needle')).total).toBe(1)
    })

    it('leaves out the events of an endpoint that is being deleted', async () => {
      const other = await withBody('needle', { endpointId: 'ep_b' })
      for (let i = 0; i < 300; i++) void withBody('needle')
      await withBody('needle')
      await store.endpoints.delete('ep_a', 1)
      expect(await find('needle')).toEqual([other.id])
      expect(await find('')).toEqual([other.id])
      expect((await countAll(store, '')).total).toBe(1)
    })

    it('gives pages that continue without loss or doubles, in both directions', async () => {
      const events = []
      for (let i = 0; i < 60; i++) events.push(await withBody(i % 3 === 0 ? 'a needle' : 'hay'))
      await indexed(store)
      for (let i = 60; i < 90; i++) events.push(await withBody(i % 3 === 0 ? 'a needle' : 'hay'))
      const wanted = idsOf(events.filter((_, i) => i % 3 === 0))
      const after: string[] = []
      for (let seq = 0; seq < store.events.lastSeq(); ) {
        const page = await store.events.listAfter(parseQuery('needle'), seq, 7)
        after.push(...idsOf(page.events))
        expect(page.upTo).toBeGreaterThan(seq)
        seq = page.upTo
      }
      expect(after).toEqual(wanted)
      expect(idsOf(await findAll(store, 'needle', 7))).toEqual(wanted.reverse())
    })

    it('finds the place of a time, also where clocks were set back or old events came late', async () => {
      const late = { body: Buffer.from('x') }
      for (let i = 1; i <= 1500; i++) void append({ ...late, receivedAt: 10_000 + i })
      for (const receivedAt of [9000, 5000, 20_000, 20_000]) await append({ ...late, receivedAt })
      const place = (at: number) => store.events.placeOfTime(at)
      expect(await place(10_500)).toBe(500)
      expect(await place(15_000)).toBe(1500)
      expect(await place(9999)).toBe(1501)
      expect(await place(6000)).toBe(1502)
      expect(await place(20_000)).toBe(1504)
      expect(await place(4999)).toBe(0)
      expect(await store.events.timeFrom(1502)).toBe(5000)
      expect(await store.events.timeFrom(1505)).toBeNull()
    })

    it('finds the same events as matching them one by one, and counts as many', {
      timeout: 120_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryEvent, { minLength: 1, maxLength: 12 }),
          fc.array(arbitraryQuery, { minLength: 1, maxLength: 12 }),
          fc.boolean(),
          async (made, queries, waits) => {
            const fresh = await open()
            await fresh.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
            await fresh.endpoints.insert({ id: 'ep_b', slug: 'b.c', name: 'B', createdAt: 2 }, [])
            const events = made.map((fields) => newEvent(fields))
            await Promise.all(events.map(fresh.events.append))
            if (waits) await indexed(fresh)
            const all = await Promise.all(events.map(({ id }) => fresh.events.get(id)))
            for (const query of queries) {
              const matching = all.filter(
                (event) =>
                  event &&
                  matchEvent(
                    query,
                    matchable(event, () => event),
                    0,
                  ),
              )
              const found = await findAll(fresh, query)
              expect(idsOf(found).sort()).toEqual(matching.map((event) => event?.id).sort())
              const stats = await countAll(fresh, query, { bars: 10 })
              expect(stats.total).toBe(matching.length)
              expect(sumOf(stats)).toEqual(stats.byVerdict)
            }
            await fresh.close()
          },
        ),
        { numRuns: 15 },
      )
    })

    describe('histograms', () => {
      const at = (ms: number) => 1_700_000_000_000 + ms
      const fill = async (everyMs = 17_000) => {
        for (let i = 0; i < 40; i++) {
          await append({
            receivedAt: at(i * everyMs),
            verdict: verdicts[i % 4] as Verdict,
            type: i % 3 === 0 ? 'team.created' : 'user.created',
            body: Buffer.from(i % 2 === 0 ? 'even' : 'uneven'),
          })
        }
      }

      it('have bars that sum up to the totals, whatever is asked', async () => {
        await fill()
        const from = at(3 * MINUTE_MS + 1234)
        const queries = [
          '',
          'verdict:failed',
          'type:user.* or verdict:failed',
          `after:${from}`,
          `after:${from} before:${from + 5 * MINUTE_MS} type:user.*`,
          `after:${from} before:${from + 1000}`,
          'even size:>1b',
          '-even',
        ]
        for (const q of queries) {
          const found = await findAll(store, q)
          for (const bars of [1, 7, 500]) {
            const stats = await countAll(store, q, { bars })
            expect(stats.histogram?.counts.length, q).toBeLessThanOrEqual(bars)
            expect(stats.total, q).toBe(found.length)
            expect(stats, q).toMatchObject({ countedTo: null, indexedUpTo: store.events.lastSeq() })
            expect(sumOf(stats), q).toEqual(stats.byVerdict)
            expect(stats.histogram && barsOf(stats, found), q).toEqual(stats.histogram?.counts)
          }
        }
      })

      it('have bars that sum up to the totals over days, with ends within an hour', async () => {
        await fill(3 * HOUR_MS + 1_234_567)
        const from = at(20 * HOUR_MS + 12_345)
        const queries = [
          'type:user.*',
          `after:${from}`,
          `after:${from} before:${from + 50 * HOUR_MS} -verdict:failed`,
        ]
        for (const q of queries) {
          const found = await findAll(store, q)
          expect(found.length, q).toBeGreaterThan(5)
          for (const bars of [1, 5, 30, 500]) {
            const stats = await countAll(store, q, { bars })
            expect(stats.total, q).toBe(found.length)
            expect(stats.histogram && barsOf(stats, found), q).toEqual(stats.histogram?.counts)
          }
          expect((await countAll(store, q)).total, q).toBe(found.length)
        }
      })

      it('keep to the ends that are asked for', async () => {
        await fill()
        const options = { bars: 100, leastMs: MINUTE_MS, from: at(0), to: at(2 * MINUTE_MS) }
        const { histogram, total } = await countAll(store, '', options)
        expect(histogram).toMatchObject({ bucketMs: MINUTE_MS })
        expect(histogram?.from).toBe(Math.floor(at(0) / MINUTE_MS) * MINUTE_MS)
        expect(histogram?.counts).toHaveLength(3)
        expect(total).toBe(40)
      })

      it('have bars of milliseconds where these are asked for', async () => {
        await fill()
        const options = { bars: 200, leastMs: 1, from: at(16_000), to: at(17_001) }
        const { histogram } = await countAll(store, '', options)
        expect(histogram).toMatchObject({ from: at(16_000), bucketMs: 10 })
        expect(histogram?.counts.findIndex((counts) => counts.failed > 0)).toBe(100)
      })

      it('are empty while nothing is stored', async () => {
        const { histogram } = await countAll(store, '', { bars: 10 })
        expect(histogram?.counts).toEqual([])
      })

      it('follow verdicts that change', async () => {
        await store.secrets.insert(secretOf('ep_a'))
        const event = await append({ verdict: 'failed', receivedAt: at(0) })
        const run = await store.reverifications.begin('ep_a', '', 1)
        const seq = store.events.lastSeq()
        const change = { seq, was: 'failed', verdict: 'verified', verifiedBy: null } as const
        expect(run).not.toBeNull()
        await store.reverifications.advance(
          'ep_a',
          { upTo: seq, checked: 1, changes: [change], stillFailed: [] },
          2,
        )
        const stats = await countAll(store, '', { bars: 1 })
        expect(stats.byVerdict).toMatchObject({ failed: 0, verified: 1 })
        expect(stats.histogram?.counts).toEqual([{ verified: 1, failed: 0, unsigned: 0, unchecked: 0 }])
        await store.events.delete(event.id)
        expect((await countAll(store, '', { bars: 1 })).total).toBe(0)
      })
    })
  })
}

/** Everything that matches, newest first. */
function sumOf({ histogram }: Stats): Record<Verdict, number> {
  const sum: Record<Verdict, number> = { verified: 0, failed: 0, unsigned: 0, unchecked: 0 }
  for (const counts of histogram?.counts ?? [])
    for (const verdict of verdicts) sum[verdict] += counts[verdict]
  return sum
}

/** The bars that these events make. */
function barsOf({ histogram }: Stats, events: EventSummary[]): Record<Verdict, number>[] {
  const { from, bucketMs, counts } = histogram as NonNullable<Stats['histogram']>
  const bars = counts.map(() => ({ verified: 0, failed: 0, unsigned: 0, unchecked: 0 }))
  for (const { receivedAt, verdict } of events) {
    const bar = bars[Math.floor((receivedAt - from) / bucketMs)]
    if (bar) bar[verdict]++
  }
  return bars
}

function secretOf(endpointId: string) {
  return {
    id: 'sec_1',
    endpointId,
    origin: 'user' as const,
    label: 'first',
    sealed: Buffer.from('sealed'),
    expiresAt: null,
    createdAt: 1,
    removedAt: null,
  }
}
