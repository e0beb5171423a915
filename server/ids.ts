import { monotonicFactory } from 'ulid'

export type IdPrefix = 'evt' | 'ep' | 'sec' | 'msg'

/** Makes ids such as `evt_01jd…` that sort by time, also within one millisecond. */
export type NewId = (prefix: IdPrefix, at: number) => string

export function createIds(): NewId {
  const next = monotonicFactory()
  return (prefix, at) => `${prefix}_${next(at).toLowerCase()}`
}
