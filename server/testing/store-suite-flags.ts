import { beforeEach, describe, expect, it } from 'vitest'
import type { Flag } from '../../shared/flag.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { NewEvent } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'
import { newEvent } from './events.ts'
import { findAll } from './find-all.ts'

const SECOND = 1000

/** What every engine finds odd about events beside the others, and keeps of it. */
export function describeFlags(open: () => Promise<Store>): void {
  describe('flags', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      await store.endpoints.insert({ id: 'ep_b', slug: 'b', name: 'B', createdAt: 2 }, [])
    })
    let number = 0
    /** An event of a user whose message was made at a second. */
    const append = async (type: string, second: number, fields: Partial<NewEvent> = {}) => {
      const event = newEvent({
        messageId: `msg_${++number}`,
        sentAt: second * SECOND,
        type,
        entity: { kind: 'user', id: 'u-1' },
        body: Buffer.from(JSON.stringify({ type, data: { id: 'u-1', number } })),
        ...fields,
      })
      await store.events.append(event)
      return event
    }
    /** Looks at everything, as soon as the index has it. */
    const flagAll = async () => {
      await expect
        .poll(async () => {
          const found = await store.events.findFlags(await store.events.flaggedUpTo())
          await store.events.noteFlags(found)
          return found.upTo
        })
        .toBe(store.events.lastSeq())
    }
    /** Verifies events again, all of which come to another verdict, and looks again for what that changes. */
    const verifyAgain = async (verdict: Verdict, events: NewEvent[]) => {
      const stored = await store.events.summaries(events.map(({ id }) => id))
      const changes = stored.map(({ seq, verdict: was }) => ({ seq, was, verdict, verifiedBy: null }))
      const upTo = store.events.lastSeq()
      await store.reverifications.begin('ep_a', '', 100)
      await store.reverifications.advance('ep_a', { upTo, checked: 1, changes, stillFailed: [] }, 100)
      await flagAgain()
    }
    const flagAgain = async () => {
      while (await store.events.flagsDueAgain()) {
        const found = await store.events.findFlagsAgain(await store.events.flaggedUpTo())
        if (found) await store.events.noteFlagsAgain(found)
      }
    }
    const flagsOf = async ({ id }: NewEvent) => (await store.events.get(id))?.flags
    const flagsOfAll = async (events: NewEvent[]) =>
      (await store.events.summaries(events.map(({ id }) => id))).map(({ id, flags }) => [id, flags])

    it('tell a message that came before to the same endpoint', async () => {
      const first = await append('user.updated', 1)
      const again = await append('user.updated', 9, { messageId: first.messageId, body: first.body })
      const elsewhere = await append('user.updated', 1, { messageId: first.messageId, endpointId: 'ep_b' })
      await flagAll()
      expect(await Promise.all([first, again, elsewhere].map(flagsOf))).toEqual([[], ['duplicate'], []])
    })

    it('tell what came too late, after a deletion, or in the same second as another', async () => {
      const [, second] = [await append('user.created', 1), await append('user.updated', 5)]
      const conflicting = await append('user.updated', 5)
      const late = await append('user.updated', 3)
      await append('user.deleted', 6)
      const after = await append('user.updated', 7)
      await flagAll()
      expect(await flagsOf(second)).toEqual(['conflict'])
      expect(await flagsOf(conflicting)).toEqual(['conflict'])
      expect(await flagsOf(late)).toEqual(['outOfOrder'])
      expect(await flagsOf(after)).toEqual(['afterDelete'])
    })

    it('of order are neither given by nor to events that nobody vouches for, or of another entity', async () => {
      await append('user.deleted', 1, { verdict: 'failed' })
      await append('user.updated', 9, { entity: { kind: 'user', id: 'u-2' } })
      await append('user.updated', 9, { endpointId: 'ep_b' })
      const event = await append('user.updated', 2)
      const forged = await append('user.updated', 1, { verdict: 'unsigned' })
      await flagAll()
      expect(await Promise.all([event, forged].map(flagsOf))).toEqual([[], []])
    })

    it('of order are found however many events that nobody vouches for came in between', async () => {
      await append('user.deleted', 1)
      for (let i = 0; i < 60; i++) await append('user.updated', 1, { verdict: 'failed' })
      const event = await append('user.updated', 9)
      await flagAll()
      expect(await flagsOf(event)).toEqual(['afterDelete'])
    })

    it('are no conflict where a body is too large to be compared', async () => {
      const text = (size: number) =>
        Buffer.from(JSON.stringify({ data: { id: 'u-1', text: 'x'.repeat(size) } }))
      const small = await append('user.updated', 1)
      const large = await append('user.updated', 1, { body: text(256 * 1024) })
      const fits = await append('user.updated', 1, { body: text(255 * 1024) })
      await flagAll()
      expect(await flagsOf(large)).toEqual([])
      expect(await flagsOf(small)).toEqual(['conflict'])
      expect(await flagsOf(fits)).toEqual(['conflict'])
    })

    it('are no conflict where only what changes with every activity differs', async () => {
      const body = (at: number) =>
        Buffer.from(JSON.stringify({ data: { id: 'u-1', last_active_at_millis: at } }))
      const first = await append('user.updated', 1, { body: body(1) })
      const second = await append('user.updated', 1, { body: body(2) })
      await flagAll()
      expect(await Promise.all([first, second].map(flagsOf))).toEqual([[], []])
    })

    it('of order are given by what is believed since it was verified again, and to it', async () => {
      const forged = { verdict: 'failed' as const }
      const deleted = await append('user.deleted', 5, forged)
      const after = await append('user.updated', 9)
      const rival = await append('user.updated', 9, forged)
      const elsewhere = await append('user.updated', 9, { endpointId: 'ep_b' })
      await flagAll()
      expect(await Promise.all([deleted, after, rival].map(flagsOf))).toEqual([[], [], []])
      await verifyAgain('verified', [deleted, rival])
      expect(await Promise.all([deleted, after, rival, elsewhere].map(flagsOf))).toEqual([
        [],
        ['conflict', 'afterDelete'],
        ['conflict', 'afterDelete'],
        [],
      ])
      expect(await store.events.flagsDueAgain()).toBe(false)
    })

    it('of order are taken away with what is believed no more, as far as they came from it', async () => {
      const newest = await append('user.updated', 9)
      const deleted = await append('user.deleted', 5)
      const first = await append('user.updated', 6)
      const again = await append('user.updated', 6, { messageId: first.messageId, body: first.body })
      const late = await append('user.updated', 7)
      await flagAll()
      expect(await flagsOf(late)).toEqual(['outOfOrder', 'afterDelete'])
      await store.events.delete(newest.id)
      await verifyAgain('failed', [deleted, again])
      // What was made later is gone, and may still be why.
      expect(await Promise.all([deleted, first, again, late].map(flagsOf))).toEqual([
        [],
        ['outOfOrder'],
        ['duplicate'],
        ['outOfOrder'],
      ])
    })

    it('are after verifying again what they would have been, however many events there are', async () => {
      const random = seeded(7)
      const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
      const kinds = ['user', 'membership', 'issue'] as const
      const types = ['updated', 'updated', 'updated', 'created', 'deleted'] as const
      const believed = () => (random() < 0.7 ? 'verified' : 'failed')
      const made = Array.from({ length: 900 }, (_, i) => {
        const number = Math.floor(random() * 9)
        const kind = kinds[number % 3] as (typeof kinds)[number]
        return newEvent({
          // One in nine has many more events than are looked at.
          entity: random() < 0.3 ? { kind: 'user', id: 'e-0' } : { kind, id: `e-${number}` },
          type: `${kind}.${pick(types)}`,
          sentAt: (i + Math.floor(random() * 30)) * 300,
          messageId: `msg_${Math.floor(random() * 850)}`,
          body: Buffer.from(JSON.stringify({ data: { name: pick(['a', 'b']) } })),
          verdict: believed(),
        })
      })
      await Promise.all(made.map((event) => store.events.append(event)))
      await flagAll()
      const before = await flagsOfAll(made)
      for (const verdict of ['failed', 'verified', 'failed'] as const) {
        const others = (await store.events.summaries(made.map(({ id }) => id))).filter(
          (event) => event.verdict !== verdict && random() < 0.1,
        )
        await verifyAgain(
          verdict,
          made.filter(({ id }) => others.some((other) => other.id === id)),
        )
      }
      const again = await flagsOfAll(made)
      expect(again).not.toEqual(before)
      const verdicts = new Map(
        (await store.events.summaries(made.map(({ id }) => id))).map(({ id, verdict }) => [id, verdict]),
      )
      await store.close()
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
      const anew = made.map((event) => ({ ...event, verdict: verdicts.get(event.id) ?? event.verdict }))
      await Promise.all(anew.map((event) => store.events.append(event)))
      await flagAll()
      expect(again).toEqual(await flagsOfAll(made))
    })

    it('are found by a query, stay once noted, and are told with the events that got them', async () => {
      const first = await append('user.updated', 1)
      const again = await append('user.updated', 1, { messageId: first.messageId })
      const note = (flags: Flag[]) =>
        store.events.noteFlags({ upTo: 1, notes: [{ seq: store.events.lastSeq(), flags }] })
      expect(await note(['duplicate'])).toMatchObject([{ id: again.id, flags: ['duplicate'] }])
      expect(await note(['duplicate'])).toEqual([])
      expect(await note(['conflict'])).toMatchObject([{ flags: ['duplicate', 'conflict'] }])
      expect((await findAll(store, 'flag:duplicate')).map(({ id }) => id)).toEqual([again.id])
      expect((await findAll(store, '-flag:duplicate')).map(({ id }) => id)).toEqual([first.id])
      expect(await store.events.flaggedUpTo()).toBe(1)
    })
  })
}

/** Numbers from 0 to 1, the same ones in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
