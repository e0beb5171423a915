import { workerData } from 'node:worker_threads'
import type { Query } from '../../../shared/query/query.ts'
import { answerQuestions } from '../../threads/answer.ts'
import { lastFailures, listUnexplained } from '../queries/failures.ts'
import { findNeighbours } from '../queries/neighbours.ts'
import { countUnchecked } from '../queries/reverifications.ts'
import { listAfter, listBefore } from '../queries/search/list.ts'
import { countEvents } from '../queries/search/stats.ts'
import type { EventPlace, Reverification, StatsOptions } from '../store.ts'
import { databaseFile, openReadConnection } from './connection.ts'
import { IndexReader } from './search/index-reader.ts'

const { dataDir } = workerData as { dataDir: string }
const connection = openReadConnection(databaseFile(dataDir))
const { db, raw } = connection
const index = new IndexReader(dataDir, connection)
const reading = { db, index }

/** What can be asked of a reader. */
const reads = {
  listBefore: (query: Query, before: number | null, limit: number) => listBefore(reading, query, before, limit),
  listAfter: (query: Query, after: number, limit: number) => listAfter(reading, query, after, limit),
  countEvents: (query: Query, options: StatsOptions) => countEvents(reading, query, options),
  lastFailures: () => lastFailures(db),
  listUnexplained: (limit: number) => listUnexplained(db, limit),
  countUnchecked: (run: Reverification) => countUnchecked(db, run),
  findNeighbours: (event: EventPlace) => findNeighbours(db, event),
}
export type Reads = typeof reads

answerQuestions(reads, () => {
  index.close()
  raw.close()
})
