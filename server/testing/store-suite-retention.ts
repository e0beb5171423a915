import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseQuery } from '../../shared/query/query.ts'
import { goes, keepsEverything, type Retention } from '../../shared/retention.ts'
import type { NewEvent, SeqRange } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'
import { countAll } from './count-all.ts'
import { newEvent } from './events.ts'
import { findAll } from './find-all.ts'
import { expectTrueTallies } from './store-suite-deletion.ts'

const NOW = 1_000_000
const options = { restFactor: 0, signal: new AbortController().signal }

/** How every engine must hold endpoints to what they keep. */
export function describeRetention(open: () => Promise<Store>): void {
  describe('retention', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      await store.endpoints.insert({ id: 'ep_b', slug: 'b', name: 'B', createdAt: 2 }, [])
    })
    const append = (fields: Partial<NewEvent>) => store.events.append(newEvent(fields))
    const many = (count: number, fields: (i: number) => Partial<NewEvent>) =>
      Promise.all(Array.from({ length: count }, (_, i) => append(fields(i))))
    const setRule = (rule: Partial<Retention>) =>
      store.endpoints.setRetention('ep_a', { ...keepsEverything, ...rule })
    const seqsOf = async (q: string) => {
      const events = await findAll(store, q)
      return events.map(({ seq }) => seq).reverse()
    }
    const sweepAll = async () => {
      for (let deleted = 0; ; ) {
        const swept = await store.retention.sweep('ep_a', NOW, options)
        deleted += swept?.deleted ?? 0
        if (!swept?.more) return { deleted, nextAt: swept?.nextAt ?? null }
      }
    }

    it('keeps everything where no limit is set', async () => {
      await many(5, () => ({ receivedAt: 0 }))
      expect(await sweepAll()).toEqual({ deleted: 0, nextAt: null })
      expect(await seqsOf('')).toHaveLength(5)
    })

    it('keeps the newest of its own events by count, by bytes and by age', async () => {
      await many(10, (i) => ({ receivedAt: NOW - 1000 + i, body: Buffer.alloc(100) }))
      await many(10, () => ({ endpointId: 'ep_b', receivedAt: 0, body: Buffer.alloc(100) }))
      await setRule({ maxCount: 8 })
      expect((await sweepAll()).deleted).toBe(2)
      await setRule({ maxBytes: 650 })
      expect((await sweepAll()).deleted).toBe(2)
      await setRule({ maxAgeMs: 996 })
      expect(await sweepAll()).toEqual({ deleted: 0, nextAt: NOW + 1 })
      await setRule({ maxAgeMs: 992 })
      expect(await sweepAll()).toEqual({ deleted: 4, nextAt: NOW + 1 })
      expect(await seqsOf('endpoint:a')).toEqual([9, 10])
      expect(await seqsOf('endpoint:b')).toHaveLength(10)
      await expectTrueTallies(store)
    })

    it('keeps the newest event however large it is', async () => {
      await many(3, () => ({ body: Buffer.alloc(5000) }))
      await setRule({ maxBytes: 1000 })
      expect((await sweepAll()).deleted).toBe(2)
    })

    it('finds old events behind newer ones, which a clock that was set back has left', async () => {
      await many(3000, (i) => ({ receivedAt: i % 2 === 0 ? 2 * NOW : 10 }))
      await setRule({ maxAgeMs: 1000 })
      expect((await sweepAll()).deleted).toBe(1500)
    })

    it('takes no more than is over when others delete at the same time', async () => {
      await many(3000, () => ({}))
      await setRule({ maxCount: 2000 })
      /** In as many parts as it takes. */
      const deleteRange = async ({ from, upTo }: SeqRange) => {
        for (let next: number | null = from; next !== null; ) {
          const range: SeqRange = { from: next, upTo }
          next = (await store.events.deleteMatching(parseQuery('endpoint:a'), range, options.signal)).next
        }
      }
      const [swept] = await Promise.all([
        store.retention.sweep('ep_a', NOW, options),
        deleteRange({ from: 1501, upTo: 2500 }),
      ])
      const left = (await countAll(store, 'endpoint:a')).total
      expect(left).toBe(3000 - 1000 - (swept?.deleted ?? 0))
      expect((await sweepAll()).deleted).toBe(Math.max(0, left - 2000))
      expect((await countAll(store, 'endpoint:a')).total).toBeLessThanOrEqual(2000)
      await expectTrueTallies(store)
    })

    it('says before what a sweep will do, for any rule and any events', { timeout: 60_000 }, async () => {
      const arbitraryRule = fc.record({
        maxAgeMs: fc.option(fc.integer({ min: 0, max: 1000 })),
        maxCount: fc.option(fc.integer({ min: 1, max: 30 })),
        maxBytes: fc.option(fc.integer({ min: 1, max: 500 })),
      })
      const arbitraryEvents = fc.array(fc.record({ age: fc.nat(1500), size: fc.nat(60) }), { maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(arbitraryRule, arbitraryEvents, async (rule, made) => {
          await setRule(keepsEverything)
          await Promise.all(
            made.map(({ age, size }) => append({ receivedAt: NOW - age, body: Buffer.alloc(size) })),
          )
          const stored = (await findAll(store, 'endpoint:a')).reverse()
          const held = { events: stored.length, bytes: stored.reduce((sum, { size }) => sum + size, 0) }
          const all = { ...held }
          const kept = stored.filter((event) => {
            if (!goes(rule, held, event, NOW)) return true
            held.events--
            held.bytes -= event.size
            return false
          })
          const effect = await store.retention.preview('ep_a', rule, NOW)
          expect(effect).toMatchObject({
            stored: { ...all, oldest: stored[0]?.receivedAt ?? null },
            keeps: { ...held, oldest: kept[0]?.receivedAt ?? null },
            goes: { events: all.events - held.events, bytes: all.bytes - held.bytes },
          })
          await setRule(rule)
          expect((await sweepAll()).deleted).toBe(effect?.goes.events)
          expect(await seqsOf('endpoint:a')).toEqual(kept.map(({ seq }) => seq))
          await expectTrueTallies(store)
        }),
        { numRuns: 25 },
      )
    })

    it('knows no endpoint that is gone, and tells how many came of late', async () => {
      expect(await store.retention.preview('ep_none', keepsEverything, NOW)).toBeNull()
      expect(await store.retention.sweep('ep_none', NOW, options)).toBeNull()
      await many(4, (i) => ({ receivedAt: i * 60_000 }))
      expect(await store.retention.receivedSince('ep_a', 120_000)).toBe(2)
    })
  })
}
