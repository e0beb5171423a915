import type { Bus, Listener } from './bus.ts'

/** A bus within this process. Listeners are called at once and must not throw. */
export function createMemoryBus(): Bus {
  const listeners = new Set<Listener>()
  return {
    publish: (notice) => {
      for (const listener of listeners) listener(notice)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
