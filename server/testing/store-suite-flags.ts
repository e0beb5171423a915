import { beforeEach, describe, expect, it } from 'vitest'
import type { Flag } from '../../shared/flag.ts'
import type { NewEvent, Store } from '../store/store.ts'
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
    const flagsOf = async ({ id }: NewEvent) => (await store.events.get(id))?.flags

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

    it('are no conflict where only what changes with every activity differs', async () => {
      const body = (at: number) =>
        Buffer.from(JSON.stringify({ data: { id: 'u-1', last_active_at_millis: at } }))
      const first = await append('user.updated', 1, { body: body(1) })
      const second = await append('user.updated', 1, { body: body(2) })
      await flagAll()
      expect(await Promise.all([first, second].map(flagsOf))).toEqual([[], []])
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
