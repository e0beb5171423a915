import { workerData } from 'piscina'
import type { Query } from '../../../shared/query/query.ts'
import { listAfter, listBefore } from '../queries/events.ts'
import { countEvents } from '../queries/stats.ts'
import { openReader } from './connection.ts'

const { db } = openReader((workerData as { file: string }).file)

/** What can be asked of a reader. */
const reads = {
  listBefore: (query: Query, before: number | null, limit: number) => listBefore(db, query, before, limit),
  listAfter: (query: Query, after: number, limit: number) => listAfter(db, query, after, limit),
  countEvents: (query: Query) => countEvents(db, query),
}
export type Reads = typeof reads

export default function read({ name, args }: { name: keyof Reads; args: never[] }): Promise<unknown> {
  const run = reads[name] as (...args: never[]) => Promise<unknown>
  return run(...args)
}
