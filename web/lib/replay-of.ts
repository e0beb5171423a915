import type { Replay } from '../../shared/replay.ts'

/** A replay for tests: one that runs, of 100 events, but for what is named. */
export function replayOf(fields: Partial<Replay> = {}): Replay {
  return {
    id: 'rpl_1',
    targetId: 'tgt_1',
    targetName: 'dev',
    query: '',
    signature: 'resign',
    newMessageId: false,
    order: 'oldest',
    ratePerSecond: null,
    stopOnFailure: false,
    state: 'running',
    total: 100,
    started: 0,
    delivered: 0,
    failed: 0,
    cancelled: 0,
    createdAt: 0,
    finishedAt: null,
    waitsFor: null,
    ...fields,
  }
}
