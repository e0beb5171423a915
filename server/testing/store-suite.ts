import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { allOf, matchableSummary, matchEvent, parseQuery, type Query } from '../../shared/query/query.ts'
import { verdicts } from '../../shared/verdict.ts'
import { SlugTakenError } from '../store/errors.ts'
import type { NewEvent } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'
import { countAll } from './count-all.ts'
import { newEvent } from './events.ts'
import { findAll } from './find-all.ts'

const everything = parseQuery('')

/** What every engine must do, whatever it is. `open` gives an empty store that closes after the test. */
export function describeStore(engine: string, open: () => Promise<Store>): void {
  describe(`the store on ${engine}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      await store.endpoints.insert({ id: 'ep_b', slug: 'b', name: 'B', createdAt: 2 }, [])
    })
    const append = (fields: Partial<NewEvent> = {}) => store.events.append(newEvent(fields))
    const list = (q = '') => findAll(store, q)

    describe('events', () => {
      it('gives back every byte and every header pair in order and case', async () => {
        const body = Buffer.from([0, 255, 13, 10, 0xc3, 0x28, 0])
        const headers: [string, string][] = [
          ['X-One', 'a'],
          ['x-ONE', 'b'],
          ['Empty', ''],
          ['Odd', '"\\\u00ff\u0000'],
        ]
        const event = newEvent({ body, headers, query: 'a=1&a=%zz', path: '/in/a/%E0', httpVersion: '1.0' })
        await store.events.append(event)
        const stored = await store.events.get(event.id)
        expect(Buffer.from(stored?.body ?? [])).toEqual(body)
        expect(stored).toMatchObject({
          headers,
          query: 'a=1&a=%zz',
          path: '/in/a/%E0',
          httpVersion: '1.0',
          size: 7,
        })
      })

      it('stores an empty body', async () => {
        const event = newEvent({ body: Buffer.alloc(0) })
        await store.events.append(event)
        expect((await store.events.get(event.id))?.body.byteLength).toBe(0)
      })

      it('gives ascending seqs in the order of the calls', async () => {
        const seqs = await Promise.all(Array.from({ length: 600 }, () => append()))
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
        expect(new Set(seqs).size).toBe(600)
        expect(store.events.lastSeq()).toBe(seqs.at(-1))
      })

      it('refuses one bad event without losing its neighbours', async () => {
        const twin = newEvent()
        const results = await Promise.allSettled([
          append(),
          store.events.append(twin),
          store.events.append(twin),
          append(),
        ])
        expect(results.map(({ status }) => status)).toEqual([
          'fulfilled',
          'fulfilled',
          'rejected',
          'fulfilled',
        ])
        expect(await list()).toHaveLength(3)
      })

      it('reads matching events whole, oldest first, within limits and without loss', async () => {
        const bodies = Array.from({ length: 30 }, (_, i) => Buffer.alloc(i * 10, i))
        for (const body of bodies) await append({ body })
        await append({ type: 'other' })
        const upTo = store.events.lastSeq()
        await append()
        const read: Uint8Array[] = []
        for (let after = 0; after < upTo; ) {
          const limits = { after, upTo, events: 4, bytes: 300 }
          const page = await store.events.readWhole(parseQuery('type:user.created'), limits)
          expect(page.events.length).toBeLessThanOrEqual(4)
          const sizes = page.events.map(({ body }) => body.byteLength)
          expect(sizes.slice(0, -1).reduce((sum, size) => sum + size, 0)).toBeLessThan(300)
          read.push(...page.events.map(({ body }) => body))
          expect(page.upTo).toBeGreaterThan(after)
          after = page.upTo
        }
        expect(read.map((body) => Buffer.from(body))).toEqual(bodies)
      })

      it('counts headers among the bytes of events that are read whole', async () => {
        const headers: [string, string][] = [['X', 'x'.repeat(1000)]]
        for (let i = 0; i < 3; i++) await append({ headers })
        const limits = { after: 0, upTo: store.events.lastSeq(), events: 10, bytes: 500 }
        const { events, upTo } = await store.events.readWhole(everything, limits)
        expect(events).toMatchObject([{ headers, seq: upTo }])
      })

      it('knows which ids are taken', async () => {
        const event = newEvent()
        await store.events.append(event)
        expect(await store.events.known([event.id, 'evt_none'])).toEqual(new Set([event.id]))
        expect(await store.events.known([])).toEqual(new Set())
      })

      it('finds nothing under an unknown id', async () => {
        expect(await store.events.get('evt_none')).toBeNull()
      })

      it('names the endpoint and the secret that verified the event', async () => {
        await store.secrets.insert(secret({ id: 'sec_1', label: 'production' }))
        await append({ verdict: 'verified', verifiedBy: { secretId: 'sec_1', position: 2 } })
        expect((await list())[0]).toMatchObject({
          endpointSlug: 'a',
          verifiedBy: { secretId: 'sec_1', label: 'production', position: 2 },
        })
      })

      it('never gives a seq twice, also not after the newest event was deleted', async () => {
        const event = newEvent()
        const seq = await store.events.append(event)
        expect(await store.events.delete(event.id)).toBe(true)
        expect(await append()).toBeGreaterThan(seq)
      })

      it('names the newest seq that there ever was, also after it was deleted', async () => {
        const event = newEvent()
        await append()
        const seq = await store.events.append(event)
        await store.events.delete(event.id)
        expect((await store.events.listBefore(everything, null, 10)).lastSeq).toBe(seq)
        expect((await store.events.listAfter(everything, 0, 10)).upTo).toBe(seq)
      })

      it('deletes an event with its content, once', async () => {
        const event = newEvent()
        await store.events.append(event)
        expect(await store.events.delete(event.id)).toBe(true)
        expect(await store.events.delete(event.id)).toBe(false)
        expect(await store.events.get(event.id)).toBeNull()
        expect((await store.endpoints.counts()).get('ep_a')?.unchecked).toBe(0)
      })
    })

    describe('pages', () => {
      it('lists newest first and continues behind the cursor without loss or doubles', async () => {
        for (let i = 0; i < 25; i++) await append()
        const seen: number[] = []
        let cursor: number | null = null
        do {
          const page = await store.events.listBefore(everything, cursor, 10)
          seen.push(...page.events.map(({ seq }) => seq))
          cursor = page.nextCursor
        } while (cursor !== null)
        expect(seen).toHaveLength(25)
        expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
      })

      it('tells the newest seq with a page, also when nothing matches', async () => {
        const seq = await append()
        const page = await store.events.listBefore(parseQuery('verdict:failed'), null, 10)
        expect(page).toEqual({ events: [], nextCursor: null, complete: true, lastSeq: seq })
      })

      it('lists oldest first after a seq and says how far it has looked', async () => {
        const seqs = []
        for (let i = 0; i < 5; i++) seqs.push(await append())
        const first = await store.events.listAfter(everything, seqs[0] as number, 2)
        expect(first.events.map(({ seq }) => seq)).toEqual([seqs[1], seqs[2]])
        expect(first.upTo).toBe(seqs[2])
        const rest = await store.events.listAfter(everything, first.upTo, 10)
        expect(rest.events.map(({ seq }) => seq)).toEqual([seqs[3], seqs[4]])
        expect(rest.upTo).toBe(seqs[4])
        expect(await store.events.listAfter(parseQuery('verdict:failed'), 0, 10)).toEqual({
          events: [],
          upTo: seqs[4],
        })
      })
    })

    describe('queries', () => {
      it('find by endpoint, verdict, type and wildcard', async () => {
        await append({ endpointId: 'ep_b', verdict: 'failed', type: 'user.created' })
        await append({ type: 'user.updated' })
        await append({ type: null })
        expect(await list('endpoint:b')).toHaveLength(1)
        expect(await list('endpoint:none')).toHaveLength(0)
        expect(await list('verdict:failed')).toHaveLength(1)
        expect(await list('type:user.*')).toHaveLength(2)
        expect(await list('type:user.updated endpoint:a')).toHaveLength(1)
        expect(await list('type:USER.*')).toHaveLength(0)
      })

      it('give the same events as the match of single events', async () => {
        const types = [
          'user.created',
          'user.updated',
          'team.created',
          'a?c',
          'a[b]c',
          'a*c',
          '%',
          'Ünï',
          '',
          null,
        ]
        for (const type of types) {
          for (const verdict of verdicts)
            await append({ type, verdict, endpointId: type === '%' ? 'ep_b' : 'ep_a' })
        }
        const all = await list()
        const term = fc.oneof(
          fc.constantFrom('a', 'b', 'c').map((text) => patternTerm('endpoint', text)),
          fc
            .constantFrom(...verdicts)
            .map((verdict) => ({ kind: 'term' as const, field: 'verdict' as const, verdict })),
          fc
            .array(
              fc.constantFrom('*', 'user', '.', 'created', 'a', '?', '[', ']', 'b', 'c', '%', '_', 'ï'),
              {
                minLength: 1,
                maxLength: 4,
              },
            )
            .map((parts) => patternTerm('type', parts.join(''))),
        )
        await fc.assert(
          fc.asyncProperty(fc.array(term, { maxLength: 3 }), async (terms) => {
            const found = await findAll(store, allOf(terms))
            const matching = all.filter((event) => matchEvent(allOf(terms), matchableSummary(event), 0))
            expect(found.map(({ seq }) => seq)).toEqual(matching.map(({ seq }) => seq))
          }),
          { numRuns: 150 },
        )
      })
    })

    describe('counts', () => {
      it('count what matches by verdict and by type, most frequent first', async () => {
        await append({ verdict: 'failed', type: 'user.created' })
        await append({ verdict: 'verified', type: 'user.created' })
        await append({ verdict: 'verified', type: null })
        expect(await countAll(store, everything)).toMatchObject({
          total: 3,
          byVerdict: { verified: 2, failed: 1, unsigned: 0, unchecked: 0 },
          byType: [
            { type: 'user.created', count: 2 },
            { type: null, count: 1 },
          ],
          byCause: [],
        })
        expect((await countAll(store, 'verdict:failed')).total).toBe(1)
      })

      it('agree with the events, also after some were deleted', async () => {
        const events = ['user.created', 'user.updated', 'team.created', null].flatMap((type) =>
          verdicts.flatMap((verdict) =>
            ['ep_a', 'ep_b'].map((endpointId) => newEvent({ type, verdict, endpointId })),
          ),
        )
        await Promise.all(
          [...events, ...events.map(({ id, ...rest }) => newEvent(rest))].map(store.events.append),
        )
        for (const { id } of events.slice(0, 9)) await store.events.delete(id)
        for (const q of [
          '',
          'endpoint:a',
          'type:user.*',
          'type:*',
          'verdict:failed endpoint:b',
          'endpoint:none',
        ]) {
          const found = await list(q)
          const { total, byVerdict, byType } = await countAll(store, q)
          expect(total, q).toBe(found.length)
          for (const verdict of verdicts) {
            expect(byVerdict[verdict], q).toBe(found.filter((event) => event.verdict === verdict).length)
          }
          for (const { type, count } of byType) {
            expect(count, q).toBe(found.filter((event) => event.type === type).length)
          }
        }
      })

      it('count the causes of failures that match, without those not explained yet', async () => {
        const causes = ['body_bom', 'body_reserialized', 'body_reserialized', null] as const
        const notes = causes.map((topCause) => ({ event: newEvent({ verdict: 'failed' }), topCause }))
        for (const { event } of notes) await store.events.append(event)
        await store.events.noteCauses(
          notes.map(({ event, topCause }) => ({ id: event.id, topCause })),
          5,
        )
        await append({ verdict: 'failed' })
        expect((await countAll(store, everything)).byCause).toEqual([
          { cause: 'body_reserialized', count: 2 },
          { cause: 'body_bom', count: 1 },
        ])
        expect((await countAll(store, 'endpoint:b')).byCause).toEqual([])
      })

      it('are kept for each endpoint, with the refusals', async () => {
        await Promise.all([
          append({ verdict: 'failed' }),
          append({ verdict: 'failed' }),
          append({ verdict: 'verified' }),
        ])
        await store.endpoints.countRefusal('ep_a')
        const counts = await store.endpoints.counts()
        expect(counts.get('ep_a')).toEqual({
          verified: 1,
          failed: 2,
          unsigned: 0,
          unchecked: 0,
          refused: 1,
          bytes: 6,
        })
        expect(counts.get('ep_b')).toEqual({
          verified: 0,
          failed: 0,
          unsigned: 0,
          unchecked: 0,
          refused: 0,
          bytes: 0,
        })
      })
    })

    describe('neighbours', () => {
      const signed = (signature: string, fields: Partial<NewEvent> = {}) =>
        newEvent({
          headers: [['svix-signature', `v1,${signature}`]],
          messageId: 'msg_1',
          sentAt: 1000,
          ...fields,
        })
      const around = async (event: NewEvent, signature: string) =>
        store.events.neighbours({
          seq: await store.events.append(event),
          endpointId: event.endpointId,
          messageId: event.messageId,
          sentAt: event.sentAt,
          signature,
        })

      it('tell how old the events of the endpoint were on arrival', async () => {
        await append({ receivedAt: 5_500, sentAt: 2_000, verdict: 'verified' })
        await append({ receivedAt: 8_000, sentAt: 2_000, verdict: 'failed' })
        await append({ receivedAt: 9_000, sentAt: 2_000, verdict: 'verified', endpointId: 'ep_b' })
        await append({ sentAt: null })
        expect((await around(signed('x'), 'x')).agesS).toEqual([3])
      })

      it('name an earlier event that is the same request, and one of another message with the same signature', async () => {
        const first = signed('same')
        const other = signed('same', { messageId: 'msg_2' })
        await store.events.append(first)
        await store.events.append(other)
        expect(await around(signed('same'), 'same')).toMatchObject({
          sameRequest: { id: first.id, receivedAt: first.receivedAt },
          sameSignature: { id: other.id },
        })
        expect(await around(signed('else'), 'else')).toMatchObject({ sameRequest: null, sameSignature: null })
      })
    })

    describe('endpoints', () => {
      it('are listed in the order in which they were made', async () => {
        expect((await store.endpoints.list()).map(({ slug }) => slug)).toEqual(['a', 'b'])
      })

      it('refuse a slug that is taken, and keep nothing of the attempt', async () => {
        const twin = { id: 'ep_c', slug: 'a', name: 'C', createdAt: 3 }
        await expect(
          store.endpoints.insert(twin, [secret({ id: 'sec_c', endpointId: 'ep_c' })]),
        ).rejects.toThrow(SlugTakenError)
        expect(await store.endpoints.list()).toHaveLength(2)
        expect(await store.secrets.list()).toEqual([])
      })

      it('are renamed', async () => {
        await store.endpoints.rename('ep_a', 'New name')
        expect((await store.endpoints.list())[0]?.name).toBe('New name')
      })

      it('go with all their events and secrets; the others stay, the slug is free', async () => {
        await store.secrets.insert(secret({ id: 'sec_1' }))
        const gone = newEvent()
        await store.events.append(gone)
        await append({ endpointId: 'ep_b' })
        const waiting = append()
        expect(await store.endpoints.delete('ep_a', 5)).toBe(2)
        await waiting
        expect((await store.endpoints.list()).map(({ slug }) => slug)).toEqual(['b'])
        expect(await store.secrets.list()).toEqual([])
        expect(await list()).toHaveLength(1)
        expect(await store.events.get(gone.id)).toBeNull()
        await store.endpoints.insert({ id: 'ep_c', slug: 'a', name: 'C', createdAt: 3 }, [])
      })
    })

    describe('secrets', () => {
      it('are kept whole, changed, and still there once removed', async () => {
        const record = secret({ id: 'sec_1', sealed: Buffer.from([1, 2, 3]) })
        await store.secrets.insert(record)
        await store.secrets.update('sec_1', { label: 'new', expiresAt: 9 }, 9)
        await store.secrets.update('sec_1', { removedAt: 10 }, 10)
        const [stored] = await store.secrets.list()
        expect(stored).toMatchObject({
          ...record,
          sealed: expect.anything(),
          label: 'new',
          expiresAt: 9,
          removedAt: 10,
        })
        expect(Buffer.from(stored?.sealed ?? [])).toEqual(record.sealed)
      })
    })
  })
}

function secret(fields: { id: string; label?: string; endpointId?: string; sealed?: Uint8Array }) {
  return {
    endpointId: 'ep_a',
    origin: 'user' as const,
    label: 'first',
    sealed: Buffer.from('sealed'),
    expiresAt: null,
    createdAt: 1,
    removedAt: null,
    ...fields,
  }
}

function patternTerm(field: 'endpoint' | 'type', text: string): Query {
  return { kind: 'term', field, pattern: { text, wildcard: text.includes('*') } }
}
