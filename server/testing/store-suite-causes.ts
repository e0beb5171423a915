import { beforeEach, describe, expect, it } from 'vitest'
import type { CauseCode } from '../../shared/diagnosis.ts'
import { MAX_FAILURES } from '../../shared/endpoint.ts'
import type { NewEvent } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'
import { newEvent } from './events.ts'

const HOUR_MS = 60 * 60 * 1000

/** What every engine keeps of the causes of failures. */
export function describeCauses(open: () => Promise<Store>): void {
  describe('causes', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
    })
    const append = async (fields: Partial<NewEvent> = {}) => {
      const event = newEvent({ verdict: 'failed', ...fields })
      await store.events.append(event)
      return event
    }
    const note = (topCause: CauseCode | null, ...events: NewEvent[]) =>
      store.events.noteCauses(
        events.map(({ id }) => ({ id, topCause })),
        1,
      )

    it('are to be found for failed events only, the newest first', async () => {
      const [first, second] = [await append(), await append()]
      for (const verdict of ['verified', 'unsigned', 'unchecked'] as const) await append({ verdict })
      expect(await store.events.unexplained(10)).toEqual([second.id, first.id])
      expect(await store.events.unexplained(1)).toEqual([second.id])
    })

    it('stand in the summary once noted, and are not looked for again', async () => {
      const event = await append()
      expect(await note('body_newlines', event)).toMatchObject([{ id: event.id, topCause: 'body_newlines' }])
      expect(await store.events.get(event.id)).toMatchObject({ topCause: 'body_newlines' })
      expect(await store.events.unexplained(10)).toEqual([])
    })

    it('are looked for once, also where none was found', async () => {
      const event = await append()
      expect(await note(null, event)).toMatchObject([{ id: event.id, topCause: null }])
      expect(await store.events.unexplained(10)).toEqual([])
    })

    it('are not noted of events that are gone or did not fail', async () => {
      const [gone, verified] = [await append(), await append({ verdict: 'verified' })]
      await store.events.delete(gone.id)
      expect(await note('body_bom', gone, verified)).toEqual([])
      expect(await store.events.get(verified.id)).toMatchObject({ topCause: null })
    })

    it('are summed up for each endpoint over the day before its newest failure', async () => {
      const at = (hours: number) => ({ receivedAt: 1_700_000_000_000 + hours * HOUR_MS })
      const old = await append(at(0))
      const recent = [await append(at(30)), await append(at(31)), await append(at(32))]
      await append({ ...at(40), verdict: 'verified' })
      await note('body_bom', old, recent[0] as NewEvent)
      await note('timestamp_too_old', ...recent.slice(1))
      expect(await store.events.failures()).toEqual(
        new Map([
          ['ep_a', { total: 3, since: at(30).receivedAt, topCause: 'timestamp_too_old', sharing: 2 }],
        ]),
      )
    })

    it('are summed up without a cause while none was found, and over a limited number of failures', async () => {
      const receivedAt = 1_700_000_000_000
      await Promise.all(Array.from({ length: MAX_FAILURES + 5 }, () => append({ receivedAt })))
      expect((await store.events.failures()).get('ep_a')).toEqual({
        total: MAX_FAILURES,
        since: receivedAt,
        topCause: null,
        sharing: 0,
      })
    })
  })
}
