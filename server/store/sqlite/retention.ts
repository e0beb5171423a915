import type { Retention } from '../../../shared/retention.ts'
import type { Look, LookState } from '../queries/retention.ts'
import type { RetentionEffect, Swept } from '../retention-store.ts'
import type { Connection } from './connection.ts'
import type { Deletion } from './deletion.ts'
import type { Reader } from './reader.ts'

/** Events that are looked up together to be deleted. */
const PAGE = 1000
/** As many as there are; a look ends when its time is up. */
const ALL = Number.MAX_SAFE_INTEGER

/** See `RetentionStore.sweep`. Looks for the events on a thread, so that no search holds up a writer. */
export async function sweep(
  { connection, reader, deletion }: { connection: Connection; reader: Reader; deletion: Deletion },
  endpointId: string,
  now: number,
  options: { restFactor: number; signal: AbortSignal },
): Promise<Swept | null> {
  const rule = readRule(connection, endpointId)
  if (!rule) return null
  let look: Look | null = null
  do {
    look = await lookOn(reader, endpointId, rule, now, PAGE, look?.state ?? null)
    if (!look) return null
    // A part may have found nothing yet, where old events lie behind others.
  } while (look.seqs.length === 0 && !look.complete && !options.signal.aborted)
  const { state, seqs, complete } = look
  const deleted = await deletion.overLimits(endpointId, seqs, now, options)
  return {
    deleted,
    more: !complete,
    nextAt: rule.maxAgeMs === null || state.oldestKept === null ? null : state.oldestKept + rule.maxAgeMs + 1,
    held: { events: state.stored.events, bytes: state.stored.bytes },
  }
}

/** See `RetentionStore.preview`. */
export async function previewRetention(
  reader: Reader,
  endpointId: string,
  rule: Retention,
  now: number,
  signal: AbortSignal | undefined,
): Promise<RetentionEffect | null> {
  let look: Look | null = null
  do {
    look = await lookOn(reader, endpointId, rule, now, ALL, look?.state ?? null, signal)
    if (!look) return null
  } while (!look.complete)
  const { stored, held, goes, oldestKept } = look.state
  return { stored, goes, keeps: { ...held, oldest: oldestKept } }
}

async function lookOn(
  reader: Reader,
  endpointId: string,
  rule: Retention,
  now: number,
  most: number,
  from: LookState | null,
  signal?: AbortSignal,
): Promise<Look | null> {
  return reader.read('findGoing', [endpointId, rule, now, most, from], signal)
}

function readRule({ raw }: Connection, endpointId: string): Retention | null {
  return (
    raw
      .prepare<[string], Retention>(
        `select max_age_ms as maxAgeMs, max_count as maxCount, max_bytes as maxBytes from endpoints
        where id = ? and deleted_at is null`,
      )
      .get(endpointId) ?? null
  )
}
