import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { withLinkedSignal } from './linked-signal.ts'

describe('a linked signal', () => {
  it('aborts with whichever of its signals does, for the same reason', async () => {
    for (const which of [0, 1]) {
      const controllers = [new AbortController(), new AbortController()]
      const signals = controllers.map(({ signal }) => signal)
      await withLinkedSignal(signals, async (linked) => {
        expect(linked.aborted).toBe(false)
        controllers[which]?.abort('gone')
        expect(linked.reason).toBe('gone')
      })
      await withLinkedSignal(signals, async (linked) => expect(linked.reason).toBe('gone'))
    }
  })

  it('leaves nothing behind on a signal that lives on', async () => {
    const { signal } = new AbortController()
    await withLinkedSignal([signal], async () => expect(getEventListeners(signal, 'abort')).toHaveLength(1))
    const failing = withLinkedSignal([signal], () => Promise.reject(new Error('failed')))
    await expect(failing).rejects.toThrow('failed')
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })
})
