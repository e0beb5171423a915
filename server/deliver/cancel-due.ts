import type { AppContext } from '../context.ts'

/** Cancels what is due to a target, or what a replay has due to it, also what was claimed and not begun; gives how many. */
export async function cancelDue(
  { store, worker, now }: Pick<AppContext, 'store' | 'worker' | 'now'>,
  of: { targetId: string; replayId?: string },
): Promise<number> {
  await worker.takeBack(
    ({ targetId, replayId }) =>
      targetId === of.targetId && (of.replayId === undefined || replayId === of.replayId),
  )
  const cancelled = await store.deliveries.cancelAll(of, now())
  await worker.noteCancelled()
  return cancelled
}
