const watched = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back when the signal aborts, once. Many wait for the same signal at a time: it gets one listener for all.
 *
 * @returns ends the wait
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  let calls = watched.get(signal)
  if (!calls) {
    const all = new Set<() => void>()
    signal.addEventListener('abort', () => {
      for (const each of all) each()
    })
    watched.set(signal, all)
    calls = all
  }
  calls.add(call)
  return () => calls.delete(call)
}
