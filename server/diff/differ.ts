import { createThread } from '../threads/thread.ts'
import { type BodyDiff, changedAt, compareBodies, dataText } from './compare-bodies.ts'

/** Comparing more bytes than these together can take longer than ingest should have to wait. */
const LARGE_BYTES = 32 * 1024

type Later<F extends (...args: never[]) => unknown> = (
  ...args: [...Parameters<F>, signal: AbortSignal]
) => Promise<ReturnType<F>>

/** Compares bodies, large ones on a thread of its own. */
export interface Differ {
  compareBodies: Later<typeof compareBodies>
  changedAt: Later<typeof changedAt>
  dataText: Later<typeof dataText>
  close(): Promise<void>
}

export function createDiffer(): Differ {
  const thread = createThread(import.meta.url, './diff-worker')
  return {
    compareBodies: async (left, right, question, signal) =>
      left.length + right.length > LARGE_BYTES
        ? ((await thread.ask('compareBodies', [left, right, question], signal)) as BodyDiff)
        : compareBodies(left, right, question),
    changedAt: async (left, right, path, signal) =>
      (left?.length ?? 0) + right.length > LARGE_BYTES
        ? ((await thread.ask('changedAt', [left, right, path], signal)) as boolean)
        : changedAt(left, right, path),
    dataText: async (body, signal) =>
      body.length > LARGE_BYTES
        ? ((await thread.ask('dataText', [body], signal)) as string | null)
        : dataText(body),
    close: () => thread.close(),
  }
}
