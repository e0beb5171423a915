import type { Query } from '../../../shared/query/query.ts'
import type { Retention } from '../../../shared/retention.ts'
import { answerQuestions, isCancelled, threadData } from '../../threads/answer.ts'
import { yieldToOthers } from '../../threads/yield-to-others.ts'
import type { DeliveryFilter } from '../delivery-store.ts'
import type { EventPlace, SeqRange, StatsOptions, WholeLimits } from '../event-store.ts'
import { countOpen, listDeliveries } from '../queries/deliveries.ts'
import { lastFailures, listUnexplained } from '../queries/failures.ts'
import { findFlags } from '../queries/flags/find-flags.ts'
import { findFlagsAgain } from '../queries/flags/find-flags-again.ts'
import { findRelations } from '../queries/flags/relations.ts'
import { findNeighbours } from '../queries/neighbours.ts'
import { placeOfTime } from '../queries/place-of-time.ts'
import { receivedTypes } from '../queries/received-types.ts'
import { countSince, findGoing, type LookState } from '../queries/retention.ts'
import { listAfter, listBefore } from '../queries/search/list.ts'
import { listMatchingSeqs, measureMatching } from '../queries/search/matching.ts'
import { countEvents } from '../queries/search/stats.ts'
import { readWhole } from '../queries/search/whole.ts'
import { findSuggestions } from '../queries/suggestions.ts'
import type { SuggestionRequest } from '../suggestion-store.ts'
import { databaseFile, openReadConnection } from './connection.ts'
import { IndexReader } from './search/index-reader.ts'

// Senders wait for the thread that writes: a search that runs and runs must not take its time.
yieldToOthers()
const { dataDir } = threadData<{ dataDir: string }>()
const connection = openReadConnection(databaseFile(dataDir))
const { db, raw } = connection
const index = new IndexReader(dataDir, connection)
const reading = { db, index, isCancelled }

/** What can be asked of a reader. */
const reads = {
  listBefore: (query: Query, before: number | null, limit: number) =>
    ofOneMoment(() => listBefore(reading, query, before, limit)),
  listAfter: (query: Query, after: number, limit: number) =>
    ofOneMoment(() => listAfter(reading, query, after, limit)),
  placeOfTime: (at: number) => placeOfTime(db, at),
  readWhole: (query: Query, limits: WholeLimits) => readWhole(reading, query, limits),
  countEvents: (query: Query, options: StatsOptions) =>
    ofOneMoment(() => countEvents(reading, query, options)),
  listMatchingSeqs: (query: Query, range: SeqRange, limit: number) =>
    listMatchingSeqs(reading, query, range, limit),
  measureMatching: (query: Query, range: SeqRange) => measureMatching(reading, query, range),
  findGoing: (endpointId: string, rule: Retention, now: number, most: number, from: LookState | null) =>
    findGoing(reading, endpointId, rule, now, most, from),
  countSince: (endpointId: string, since: number) => countSince(reading, endpointId, since),
  listDeliveries: (filter: DeliveryFilter, before: number | null, limit: number) =>
    listDeliveries(db, filter, before, limit),
  countOpenDeliveries: () => countOpen(db),
  receivedTypes: () => receivedTypes(db),
  lastFailures: () => lastFailures(db),
  listUnexplained: (limit: number) => listUnexplained(db, limit),
  findFlags: (after: number) => ofOneMoment(() => findFlags(reading, after)),
  findFlagsAgain: (upTo: number) => ofOneMoment(() => findFlagsAgain(reading, upTo)),
  findRelations: (id: string) => ofOneMoment(() => findRelations(reading, id)),
  findNeighbours: (event: EventPlace) => findNeighbours(db, event),
  findSuggestions: (request: SuggestionRequest) =>
    findSuggestions(db, (limit) => index.seenPaths(limit), request),
}
export type Reads = typeof reads

/** What is stored while an answer is worked on is no part of it: counts and the newest seq belong together. */
async function ofOneMoment<T>(read: () => Promise<T>): Promise<T> {
  raw.exec('begin')
  try {
    return await read()
  } finally {
    raw.exec('commit')
  }
}

answerQuestions(reads, () => {
  index.close()
  raw.close()
})
