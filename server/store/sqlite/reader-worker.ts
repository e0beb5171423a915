import { workerData } from 'node:worker_threads'
import type { Query } from '../../../shared/query/query.ts'
import { answerQuestions } from '../../threads/answer.ts'
import { listAfter, listBefore } from '../queries/events.ts'
import { lastFailures, listUnexplained } from '../queries/failures.ts'
import { findNeighbours } from '../queries/neighbours.ts'
import { countUnchecked } from '../queries/reverifications.ts'
import { countEvents } from '../queries/stats.ts'
import type { EventPlace, Reverification } from '../store.ts'
import { openReadConnection } from './connection.ts'

const { db, raw } = openReadConnection((workerData as { file: string }).file)

/** What can be asked of a reader. */
const reads = {
  listBefore: (query: Query, before: number | null, limit: number) => listBefore(db, query, before, limit),
  listAfter: (query: Query, after: number, limit: number) => listAfter(db, query, after, limit),
  countEvents: (query: Query) => countEvents(db, query),
  lastFailures: () => lastFailures(db),
  listUnexplained: (limit: number) => listUnexplained(db, limit),
  countUnchecked: (run: Reverification) => countUnchecked(db, run),
  findNeighbours: (event: EventPlace) => findNeighbours(db, event),
}
export type Reads = typeof reads

answerQuestions(reads, () => raw.close())
