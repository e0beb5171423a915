/**
 * Runs work with a signal that aborts as soon as one of these does, and lets go of them when the work ends. Unlike
 * `AbortSignal.any`, it keeps nothing in memory for as long as the longest of them lives.
 */
export async function withLinkedSignal<T>(
  signals: AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const linked = new AbortController()
  const abort = () => linked.abort(signals.find(({ aborted }) => aborted)?.reason)
  if (signals.some(({ aborted }) => aborted)) abort()
  for (const signal of signals) signal.addEventListener('abort', abort)
  try {
    return await work(linked.signal)
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort)
  }
}
