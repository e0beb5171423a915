import { setTimeout as pause } from 'node:timers/promises'
import { createThread } from '../../../threads/thread.ts'

/** Events that come within this time are indexed together; until then searches read them themselves. */
const GATHER_MS = 500
/** After an error, for example a full disk. */
const RETRY_MS = 10_000
/** Deleted events take room in the index, but are never found: they can wait. */
const SWEEP_EVERY_MS = 10 * 60_000
/** Where the thread cannot be given a low priority, it rests this many times as long as it works. */
const REST = process.platform === 'linux' ? 0 : 4

/** Keeps the index in step with the store, on a thread of its own that gives way to everything else. */
export interface SearchIndex {
  /** Events were stored. */
  appended(): void
  /** Events were deleted. */
  deleted(): void
  /** Ends once the batch in hand is written. */
  close(): Promise<void>
}

/**
 * Begins with what was stored or deleted and not yet noted in the index. `onError` hears of what failed; it is
 * tried again.
 */
export function startSearchIndex(dataDir: string, onError: (error: unknown) => void): SearchIndex {
  const thread = createThread(import.meta.url, './index-worker', { dataDir })
  const stopping = new AbortController()
  const { signal } = stopping
  let appended = true
  let deleted = true
  let sweptAt = Number.NEGATIVE_INFINITY
  let wake = () => {}
  let sweepTimer: NodeJS.Timeout | undefined

  const sweepIsDue = () => deleted && performance.now() >= sweptAt + SWEEP_EVERY_MS
  const noteDeleted = () => {
    deleted = true
    clearTimeout(sweepTimer)
    sweepTimer = setTimeout(() => wake(), Math.max(0, sweptAt + SWEEP_EVERY_MS - performance.now()))
    sweepTimer.unref()
  }
  const woken = async () => {
    while (!appended && !sweepIsDue() && !signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  const index = async () => {
    appended = false
    for (;;) {
      const startedAt = performance.now()
      if (signal.aborted || !(await thread.ask('indexNext', []))) return
      await pause(REST * (performance.now() - startedAt), undefined, { signal })
    }
  }
  const sweep = async () => {
    deleted = false
    sweptAt = performance.now()
    for (let after: unknown = 0; after !== null && !signal.aborted; ) {
      after = await thread.ask('sweepNext', [after])
    }
  }

  const work = async () => {
    for (await woken(); !signal.aborted; await woken()) {
      await pause(GATHER_MS, undefined, { signal })
      try {
        await index()
        if (sweepIsDue()) await sweep()
      } catch (error) {
        if (signal.aborted) return
        appended = true
        noteDeleted()
        onError(error)
        await pause(RETRY_MS, undefined, { signal })
      }
    }
  }
  // A pause that is broken off throws; nothing else does.
  const done = work().catch(() => {})

  return {
    appended: () => {
      appended = true
      wake()
    },
    deleted: noteDeleted,
    close: async () => {
      stopping.abort()
      clearTimeout(sweepTimer)
      wake()
      await done
      await thread.close()
    },
  }
}
