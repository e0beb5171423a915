import { setMaxListeners } from 'node:events'
import { mkdirSync } from 'node:fs'
import { withLinkedSignal } from '../../linked-signal.ts'
import type { StatsOptions } from '../event-store.ts'
import { migrate } from '../migrate.ts'
import {
  getDelivery,
  getReplay,
  listAttempts,
  listReplays,
  listRoutes,
  listTargets,
  runningReplays,
} from '../queries/deliveries.ts'
import { countsByEndpoint, listDeletedEndpointIds, listEndpoints, listSecrets } from '../queries/endpoints.ts'
import { getEvent, getSummaries, knownIds, leavingIds } from '../queries/events.ts'
import { timeFrom } from '../queries/place-of-time.ts'
import { listReverifications } from '../queries/reverifications.ts'
import { listViews } from '../queries/views.ts'
import type { Store } from '../store.ts'
import { noteCauses } from './causes.ts'
import { databaseFile, openWriteConnection } from './connection.ts'
import { deleteMatching } from './delete-matching.ts'
import { Deletion } from './deletion.ts'
import {
  cancelAll,
  cancelDelivery,
  insertDelivery,
  prepareEventToSend,
  recoverDeliveries,
  releaseDeliveries,
  retryDelivery,
} from './deliveries.ts'
import { DeliveryCommit } from './delivery-commit.ts'
import { DeliveryWriter } from './delivery-writer.ts'
import {
  countRefusal,
  insertEndpoint,
  markEndpointDeleted,
  renameEndpoint,
  setAnswer,
  setRetention,
} from './endpoints.ts'
import { writing } from './errors.ts'
import { areFlagsDueAgain, noteFlags, noteFlagsAgain, readFlaggedUpTo } from './flags.ts'
import { GroupCommit } from './group-commit.ts'
import { lockDataDir } from './lock.ts'
import { openReader } from './reader.ts'
import { advanceReplay, insertReplay, setReplayState } from './replays.ts'
import { previewRetention, sweep } from './retention.ts'
import { advanceReverification, beginReverification, countUnchecked, noteTotal } from './reverifications.ts'
import {
  advanceSchemaChecking,
  beginSchemaChecking,
  listDrifts,
  markDriftsSeen,
  readSchemaChecking,
} from './schemas.ts'
import { startSearchIndex } from './search/search-index.ts'
import { insertSecret, updateSecret } from './secrets.ts'
import { deleteTarget, insertTarget, updateTarget } from './targets.ts'
import { deleteView, insertView, updateView } from './views.ts'

/**
 * Opens the store in a data dir, which is made where it is missing, and brings it to the newest form.
 * `onError` hears of background work that failed; it goes on at the next start.
 * @throws StoreInUseError
 */
export async function openSqliteStore(dataDir: string, onError: (error: unknown) => void): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockDataDir(dataDir)
  try {
    return await openLocked(dataDir, unlock, onError)
  } catch (error) {
    unlock()
    throw error
  }
}

async function openLocked(
  dataDir: string,
  unlock: () => void,
  onError: (error: unknown) => void,
): Promise<Store> {
  const connection = openWriteConnection(databaseFile(dataDir))
  const { db, raw } = connection
  await migrate(db)
  const index = startSearchIndex(dataDir, onError)
  const deliveryWriter = new DeliveryWriter(connection)
  const commit = new GroupCommit(connection, deliveryWriter, index.appended)
  const deliveryCommit = new DeliveryCommit(connection, deliveryWriter)
  const reader = openReader(dataDir)
  const deletion = new Deletion(connection)

  const closing = new AbortController()
  // Every deletion under way listens.
  setMaxListeners(0, closing.signal)
  const untilClosed = <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) =>
    withLinkedSignal([signal, closing.signal], work)
  /** The index hears of deleted events when they are gone: it may look for them at once, and only then. */
  const deleting = <T>(work: () => T | Promise<T>) =>
    writing(async () => {
      try {
        return await work()
      } finally {
        index.deleted()
      }
    })
  const purges = new Set<Promise<void>>()
  const purge = (endpointId: string) => {
    const done = deletion
      .endpoint(endpointId, closing.signal)
      .catch(onError)
      .finally(() => {
        purges.delete(done)
        index.deleted()
      })
    purges.add(done)
  }
  for (const id of await listDeletedEndpointIds(db)) purge(id)

  return {
    endpoints: {
      list: () => listEndpoints(db),
      insert: (endpoint, secrets) => writing(() => insertEndpoint(connection, endpoint, secrets)),
      rename: (id, name) => writing(() => renameEndpoint(connection, id, name)),
      setRetention: (id, retention) => writing(() => setRetention(connection, id, retention)),
      setAnswer: (id, answer) => writing(() => setAnswer(connection, id, answer)),
      delete: (id, deletedAt) =>
        writing(async () => {
          // Events of this endpoint that wait for their commit were accepted before the deletion. Until the
          // registry is read again nothing but microtasks runs, so no others are accepted meanwhile.
          commit.flush()
          const count = await markEndpointDeleted(connection, id, deletedAt)
          purge(id)
          return count
        }),
      counts: () => countsByEndpoint(db),
      countRefusal: (id) => writing(() => countRefusal(connection, id)),
    },
    secrets: {
      list: () => listSecrets(db),
      insert: (secret) =>
        writing(() => {
          // Events that wait for their commit were judged by the secrets before.
          commit.flush()
          insertSecret(connection, secret)
        }),
      update: (id, change, at) =>
        writing(() => {
          commit.flush()
          updateSecret(connection, id, change, at)
        }),
    },
    events: {
      append: (event) => commit.append(event),
      get: (id) => getEvent(db, id),
      summaries: (ids) => getSummaries(db, ids),
      listBefore: (query, before, limit, signal) => reader.read('listBefore', [query, before, limit], signal),
      listAfter: (query, after, limit, signal) => reader.read('listAfter', [query, after, limit], signal),
      placeOfTime: (at) => reader.read('placeOfTime', [at]),
      timeFrom: (seq) => timeFrom(db, seq),
      readWhole: (query, limits) => reader.read('readWhole', [query, limits]),
      freeIds: async (ids) => {
        const leaving = await leavingIds(db, ids)
        if (leaving.length > 0) await deleting(() => deletion.byIds(leaving, closing.signal))
      },
      known: (ids) => knownIds(db, ids),
      stats: (query, options, signal) =>
        reader.read('countEvents', [query, { ...plainStats, ...options }], signal),
      neighbours: (event) => reader.read('findNeighbours', [event]),
      failures: () => reader.read('lastFailures', []),
      unexplained: (limit) => reader.read('listUnexplained', [limit]),
      noteCauses: (notes, at) => writing(() => noteCauses(connection, notes, at)),
      flaggedUpTo: async () => readFlaggedUpTo(connection),
      findFlags: (after) => reader.read('findFlags', [after]),
      noteFlags: (found) => writing(() => noteFlags(connection, found)),
      flagsDueAgain: async () => areFlagsDueAgain(connection),
      findFlagsAgain: (upTo) => reader.read('findFlagsAgain', [upTo]),
      noteFlagsAgain: (found) => writing(() => noteFlagsAgain(connection, found)),
      relations: (id) => reader.read('findRelations', [id]),
      lastSeq: () => commit.lastSeq,
      delete: (id) => deleting(() => deletion.one(id)),
      measure: (query, range, signal) => reader.read('measureMatching', [query, range], signal),
      deleteMatching: (query, range, signal) =>
        deleting(() =>
          untilClosed(signal, (until) => deleteMatching(reader, deletion, { query, range }, until)),
        ),
      deleteByIds: (ids, signal) =>
        deleting(() => untilClosed(signal, (until) => deletion.byIds(ids, until))),
    },
    reverifications: {
      list: () => listReverifications(db),
      begin: (endpointId, query, at) =>
        writing(async () => {
          commit.flush()
          const run = beginReverification(connection, endpointId, query, commit.lastSeq, at)
          return run && noteTotal(connection, endpointId, await countUnchecked(connection, reader, run))
        }),
      advance: (endpointId, page, at) =>
        writing(() => advanceReverification(connection, endpointId, page, at)),
    },
    suggestions: {
      find: (request, signal) => reader.read('findSuggestions', [request], signal),
    },
    views: {
      list: () => listViews(db),
      insert: (view, position) => writing(() => insertView(connection, view, position)),
      update: (id, change) => writing(() => updateView(connection, id, change)),
      delete: (id) => writing(() => deleteView(connection, id)),
    },
    retention: {
      sweep: (endpointId, now, { restFactor, signal }) =>
        writing(async () => {
          const swept = await untilClosed(signal, (until) =>
            sweep({ connection, reader, deletion }, endpointId, now, { restFactor, signal: until }),
          )
          if (swept && swept.deleted > 0) index.deleted()
          return swept
        }),
      preview: (endpointId, rule, now, signal) => previewRetention(reader, endpointId, rule, now, signal),
      receivedSince: (endpointId, since) => reader.read('countSince', [endpointId, since]),
    },
    targets: {
      list: () => listTargets(db),
      insert: (target) => writing(() => insertTarget(connection, target)),
      update: (id, change) => writing(() => updateTarget(connection, id, change)),
      delete: (id, at) =>
        writing(async () => {
          const deleted = deleteTarget(connection, id)
          if (deleted) await cancelAll(connection, deliveryWriter, { targetId: id }, at)
          return deleted
        }),
      counts: () => reader.read('countOpenDeliveries', []),
    },
    deliveries: {
      insert: (delivery, eventId) =>
        writing(() => insertDelivery(connection, deliveryWriter, delivery, eventId)),
      claim: (route, limit, now, { canWait = false } = {}) =>
        deliveryCommit.claim(route, limit, now, canWait),
      finish: (outcome) => deliveryCommit.finish(outcome),
      release: (seqs, dueAt) => writing(() => releaseDeliveries(connection, seqs, dueAt)),
      recover: (before) => writing(() => recoverDeliveries(connection, deliveryWriter, before)),
      routes: () => listRoutes(db),
      eventToSend: prepareEventToSend(connection),
      list: (filter, before, limit) => reader.read('listDeliveries', [filter, before, limit]),
      get: (id) => getDelivery(db, id),
      attempts: (seq) => listAttempts(db, seq),
      retry: (id, now) => writing(() => retryDelivery(connection, deliveryWriter, id, now)),
      cancel: (id, now) => writing(() => cancelDelivery(connection, deliveryWriter, id, now)),
      cancelAll: (of, now) => writing(() => cancelAll(connection, deliveryWriter, of, now)),
    },
    replays: {
      list: (limit) => listReplays(db, limit),
      running: () => runningReplays(db),
      get: (id) => getReplay(db, id),
      insert: (replay) => writing(() => insertReplay(connection, replay)),
      advance: (id, deliveries, cursor) =>
        writing(() => advanceReplay(connection, deliveryWriter, id, deliveries, cursor)),
      setState: (id, from, to, at) => writing(() => setReplayState(connection, id, from, to, at)),
    },
    schemas: {
      received: () => reader.read('receivedTypes', []),
      drifts: () => listDrifts(connection),
      markSeen: (endpointId, upTo, at) => writing(() => markDriftsSeen(connection, endpointId, upTo, at)),
      checking: async () => readSchemaChecking(connection),
      begin: (version) =>
        writing(() => {
          // Events that wait for their commit were checked by the same schemas.
          commit.flush()
          return beginSchemaChecking(connection, version, commit.lastSeq)
        }),
      advance: (upTo, notes) => writing(() => advanceSchemaChecking(connection, upTo, notes)),
    },
    location: { dataDir },
    name: raw.prepare<[], string>('select name from store_name').pluck().get() ?? '',
    check: () =>
      writing(() => {
        raw.pragma(`user_version = ${raw.pragma('user_version', { simple: true })}`)
      }),
    close: async () => {
      closing.abort()
      commit.flush()
      deliveryCommit.flush()
      await Promise.all(purges)
      await index.close()
      await reader.close()
      await db.destroy()
      unlock()
    },
  }
}

const plainStats: StatsOptions = { bars: 0, leastMs: 1, from: null, to: null, cursor: null }
