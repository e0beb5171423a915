import { EventEmitter, once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { EventStore } from '../store/event-store.ts'
import { startApp } from '../testing/start-app.ts'

it.each([['/api/events?q=needle'], ['/api/events/stats?q=needle']])(
  'stops the work on %s when whoever asked is gone',
  async (path) => {
    const work = new EventEmitter()
    const endless = (signal: AbortSignal | undefined): Promise<never> => {
      work.emit('begun', signal)
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason)
          work.emit('stopped')
        })
      })
    }
    const begun = once(work, 'begun')
    const stopped = once(work, 'stopped')
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          listBefore: (_query, _before, _limit, signal) => endless(signal),
          stats: (_query, _options, signal) => endless(signal),
        } satisfies EventStore,
      }),
    })
    const leaving = new AbortController()
    const reply = fetch(`${app.url}${path}`, { signal: leaving.signal })
    expect((await begun)[0]).toMatchObject({ aborted: false })
    leaving.abort()
    await expect(reply).rejects.toThrow()
    await stopped
    await turn()
    expect(app.logged.filter((line) => line.includes('request failed'))).toEqual([])
  },
)

it('answers whoever waits', async () => {
  const app = await startApp()
  expect((await app.api('GET', '/api/events?q=needle')).json).toMatchObject({ events: [], complete: true })
})
