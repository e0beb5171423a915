import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

export type IdPrefix = 'evt' | 'ep' | 'sec' | 'msg' | 'view' | 'tgt' | 'dlv' | 'rpl' | 'smp' | 'prb'

/** Makes ids such as `evt_01jd…` that sort by time, also within one millisecond. */
export type NewId = (prefix: IdPrefix, at: number) => string

export function createIds(): NewId {
  const next = monotonicFactory(pooledRandom())
  return (prefix, at) => `${prefix}_${next(at).toLowerCase()}`
}

/** Random numbers in [0, 1). The package asks for one a character; one system call each is felt at ingest. */
function pooledRandom(): () => number {
  const pool = new Uint8Array(4096)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    return (pool[used++] as number) / 256
  }
}
