import type { Statement } from 'better-sqlite3'
import type { DeliveryStatus } from '../../../shared/delivery.ts'
import type { NewDelivery, Outcome } from '../delivery-store.ts'
import { attemptToRow, type DeliveryRow, selectDeliveries } from '../queries/deliveries.ts'
import type { Connection } from './connection.ts'

/** The statements that change deliveries, to be run within a transaction. Each leaves events' marks true. */
export class DeliveryWriter {
  readonly #insert: Statement
  readonly #laneIsTaken: Statement<[string], number>
  readonly #markDue: Statement<[number]>
  readonly #mark: Statement<[number, number]>
  readonly #end: Statement<unknown[], number>
  readonly #noteAttempt: Statement<unknown[], number>
  readonly #insertAttempt: Statement
  readonly #unblock: Statement<[number, string]>
  readonly #claim: Statement<[number, string, number, number]>
  readonly #claimed: Statement<[string], DeliveryRow>
  readonly #countReplay: Statement<[number, number, number, string]>

  constructor({ raw, db }: Connection) {
    this.#insert = raw.prepare(
      `insert into deliveries (${insertColumns.join(', ')})
      values (${insertColumns.map(() => '?').join(', ')})`,
    )
    this.#laneIsTaken = raw
      .prepare<[string], number>(
        "select exists (select 1 from deliveries where lane = ? and status in ('due', 'sending'))",
      )
      .pluck()
    this.#markDue = raw.prepare(
      `update events set delivery_mark = 'due'
      where seq = ? and (delivery_mark is null or delivery_mark = 'delivered')`,
    )
    this.#mark = raw.prepare(
      `update events set delivery_mark = all_of.mark from (${worst}) as all_of
      where seq = ? and delivery_mark is not all_of.mark`,
    )
    this.#end = raw
      .prepare<unknown[], number>(
        `update deliveries set status = ?, due_at = ?, finished_at = ?, claimed_at = null,
          attempts = attempts + 1, tries = tries + ?, last_status = ?, last_error = ?, last_ms = ?
        where seq = ? and status = 'sending' returning attempts`,
      )
      .pluck()
    this.#noteAttempt = raw
      .prepare<unknown[], number>(
        `update deliveries set attempts = attempts + 1, last_status = ?, last_error = ?, last_ms = ?
        where seq = ? returning attempts`,
      )
      .pluck()
    this.#insertAttempt = raw.prepare(
      `insert into attempts (delivery_seq, number, started_at, total_ms, record, answer_body)
      values (?, ?, ?, ?, ?, ?)`,
    )
    this.#unblock = raw.prepare(
      `update deliveries set due_at = ?
      where seq = (select min(seq) from deliveries where lane = ? and status in ('due', 'sending'))
        and status = 'due' and due_at is null`,
    )
    this.#claim = raw.prepare(
      `update deliveries set status = 'sending', claimed_at = ?
      where seq in (
        select seq from deliveries
        where status = 'due' and due_at is not null and route = ? and due_at <= ?
        order by due_at, seq limit ?
      ) returning seq`,
    )
    const byseqs = selectDeliveries(db).orderBy('deliveries.seq').compile().sql
    this.#claimed = raw.prepare(
      byseqs.replace(' order by', ' where deliveries.seq in (select value from json_each(?)) order by'),
    )
    this.#countReplay = raw.prepare(
      `update replays set delivered = delivered + ?, failed = failed + ?, cancelled = cancelled + ? where id = ?`,
    )
  }

  /** Makes a delivery of an event that stands, or of none. */
  insert(delivery: NewDelivery, eventSeq: number | null): void {
    const waits = delivery.lane !== null && this.#laneIsTaken.get(delivery.lane) === 1
    this.#insert.run(
      delivery.id,
      delivery.kind,
      eventSeq,
      delivery.targetId,
      delivery.url,
      delivery.route,
      delivery.lane,
      delivery.signature,
      delivery.secretId,
      delivery.secret,
      delivery.newMessageId,
      delivery.edit && JSON.stringify(delivery.edit),
      delivery.editedBody,
      'due',
      waits ? null : delivery.urgent ? 0 : delivery.createdAt,
      delivery.urgent ? 1 : 0,
      JSON.stringify(delivery.retry),
      delivery.replayId,
      delivery.createdAt,
    )
    if (eventSeq !== null) this.#markDue.run(eventSeq)
  }

  claim(route: string, limit: number, now: number): DeliveryRow[] {
    const claimed = this.#claim.all(now, route, now, limit) as { seq: number }[]
    if (claimed.length === 0) return []
    return this.#claimed.all(JSON.stringify(claimed.map(({ seq }) => seq)))
  }

  finish({ delivery, attempt, status, dueAt, counts }: Outcome): void {
    const endedAt = attempt.startedAt + Math.round(attempt.timings.totalMs)
    const last = [
      attempt.answer?.status ?? null,
      attempt.error && JSON.stringify(attempt.error),
      attempt.timings.totalMs,
      delivery.seq,
    ]
    const ended = this.#end.get(status, dueAt, status === 'due' ? null : endedAt, counts ? 1 : 0, ...last)
    const number = ended ?? this.#noteAttempt.get(...last)
    if (number === undefined) return
    const row = attemptToRow({ ...attempt, number })
    this.#insertAttempt.run(delivery.seq, number, row.started_at, row.total_ms, row.record, row.answer_body)
    if (ended !== undefined && status !== 'due') this.ended(delivery, status, endedAt)
  }

  /** What follows when a delivery has come to its end, whose row says so already. */
  ended(
    { eventSeq, lane, replayId }: Outcome['delivery'],
    status: Exclude<DeliveryStatus, 'due' | 'sending'>,
    now: number,
  ): void {
    if (lane !== null) this.#unblock.run(now, lane)
    if (eventSeq !== null) this.mark(eventSeq)
    if (replayId !== null) {
      const one = (wanted: DeliveryStatus) => (status === wanted ? 1 : 0)
      this.#countReplay.run(one('delivered'), one('failed'), one('cancelled'), replayId)
    }
  }

  /** Makes the mark of an event what its deliveries are. */
  mark(eventSeq: number): void {
    this.#mark.run(eventSeq, eventSeq)
  }
}

/** The mark that an event's deliveries give it. */
const worst = `select case
    when sum(status = 'failed') > 0 then 'failed'
    when sum(status in ('due', 'sending')) > 0 then 'due'
    when sum(status = 'delivered') > 0 then 'delivered'
  end as mark from deliveries where event_seq = ?`

const insertColumns = [
  'id',
  'kind',
  'event_seq',
  'target_id',
  'url',
  'route',
  'lane',
  'signature',
  'secret_id',
  'secret',
  'new_message_id',
  'edit',
  'edited_body',
  'status',
  'due_at',
  'urgent',
  'retry',
  'replay_id',
  'created_at',
]
