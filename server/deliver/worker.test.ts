import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createMemoryBus } from '../bus/memory.ts'
import type { AttemptRecord, DeliveryRecord } from '../store/delivery-store.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { newEvent } from '../testing/events.ts'
import { newStoredDelivery } from '../testing/new-delivery.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { createWorker, type DeliveryWorker } from './worker.ts'

/** A worker on a real store, whose targets and clock are the test's. */
describe('the worker', () => {
  let store: Store
  let worker: DeliveryWorker
  /** What the target does; it may throw. */
  let answer: (delivery: DeliveryRecord) => 'up' | 'down' | Promise<'up'>
  let sent: string[]

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
    store = await openSqliteStore(tempDir(), (error) => {
      throw error
    })
    await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
    sent = []
    answer = () => 'up'
    const targets = { get: () => ({ maxInFlight: 2 }) } as never
    const log = pino({ level: 'silent' })
    worker = createWorker(
      { store, targets, bus: createMemoryBus(), log, now: Date.now },
      async (delivery) => {
        sent.push(delivery.id)
        return attempt(delivery, (await answer(delivery)) === 'up')
      },
    )
    onTestFinished(async () => {
      await pass(0)
      vi.useRealTimers()
      await worker.close()
      await store.close()
    })
    await worker.start()
  })
  afterEach(() => {
    answer = () => 'up'
  })

  /** Lets time pass, and all that follows from it happen. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left >= 0; left -= 1000) {
      await vi.advanceTimersByTimeAsync(Math.min(left, 1000))
      // The store answers from its own thread, and stores what has ended a moment later.
      for (let turn = 0; turn < 20; turn++) {
        await new Promise((resolve) => setImmediate(resolve))
        await vi.advanceTimersByTimeAsync(1)
      }
    }
  }
  const make = async (count: number, fields: Parameters<typeof newStoredDelivery>[0] = {}) => {
    const deliveries = Array.from({ length: count }, () => newStoredDelivery(fields))
    for (const delivery of deliveries) await store.events.append(newEvent({ deliveries: [delivery] }))
    return deliveries.map(({ id }) => id)
  }
  const stateOf = async (id: string) => (await store.deliveries.get(id))?.status
  const states = async (ids: string[]) => [...new Set(await Promise.all(ids.map(stateOf)))]

  it('tries again by itself once a target was down, and sends everything that waited', async () => {
    answer = () => 'down'
    const ids = await make(40)
    worker.wake('tgt_a')
    await pass(0)
    expect(worker.circuit('tgt_a').state).toBe('open')
    expect(sent.length).toBeLessThan(10)
    // New ones come meanwhile, which nobody may send.
    ids.push(...(await make(5)))
    worker.wake('tgt_a')
    await pass(0)
    // What was claimed ahead is given back: it waits like the others.
    expect(await states(ids)).not.toContain('sending')
    answer = () => 'up'
    await pass(12_000)
    expect(worker.circuit('tgt_a').state).toBe('closed')
    expect(await states(ids.slice(10))).toEqual(['delivered'])
  })

  it('takes up again what could not be carried out, and what waits behind it', async () => {
    let broken = true
    answer = () => {
      if (broken) throw new Error('The disk cannot be read.')
      return 'up'
    }
    const lane = 'tgt_a user 1'
    const ids = await make(2, { lane })
    worker.wake('tgt_a')
    await pass(0)
    expect(await states(ids)).toEqual(['due'])
    broken = false
    await pass(32_000)
    expect(await states(ids)).toEqual(['delivered'])
    expect(sent).toEqual([ids[0], ids[0], ids[1]])
  })

  it('sends what somebody waits for before all that is due', async () => {
    let go = () => {}
    const held = new Promise<'up'>((resolve) => {
      go = () => resolve('up')
    })
    answer = () => held
    await make(30)
    worker.wake('tgt_a')
    await pass(0)
    const [urgent] = await make(1, { urgent: true })
    const heard = worker.nextAttempt(urgent ?? '', 60_000)
    worker.wake('tgt_a', { urgent: true })
    await pass(0)
    answer = () => 'up'
    go()
    await pass(0)
    expect(await heard).toMatchObject({ number: 1 })
    expect(sent.indexOf(urgent ?? '')).toBe(2)
  })

  it('tells those who wait for what was cancelled, what is late, and at the end', async () => {
    const [cancelled = ''] = await make(1)
    await store.deliveries.cancel(cancelled, 5)
    const heard = worker.nextAttempt(cancelled, 60_000)
    await worker.noteCancelled()
    expect(await heard).toBeNull()
    const late = worker.nextAttempt('dlv_late', 100)
    const never = worker.nextAttempt('dlv_none', 1_000_000)
    await pass(200)
    expect(await late).toBeNull()
    worker.stopWaiting()
    expect(await never).toBeNull()
  })
})

function attempt({ attempts }: DeliveryRecord, isUp: boolean): AttemptRecord {
  return {
    number: attempts + 1,
    startedAt: Date.now(),
    request: { method: 'POST', url: 'http://127.0.0.1:1/', headers: [], size: 0 },
    answer: null,
    remoteAddress: null,
    redirects: [],
    timings: { dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 1 },
    error: isUp ? null : { code: 'refused', message: 'Nobody listens.' },
    sent: { signature: 'original', signatureValid: null, ageS: null, secretLabel: null, edited: false },
  }
}
