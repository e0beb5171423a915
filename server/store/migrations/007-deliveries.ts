import { type Kysely, sql } from 'kysely'

/** Targets, what is sent to them, and what came of it. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('targets')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull().unique())
    .addColumn('url', 'text', (c) => c.notNull())
    // JSON, sealed: they may hold credentials.
    .addColumn('headers', 'blob', (c) => c.notNull())
    .addColumn('secret', 'blob')
    .addColumn('timeout_ms', 'integer', (c) => c.notNull())
    .addColumn('follow_redirects', 'integer', (c) => c.notNull())
    .addColumn('max_in_flight', 'integer', (c) => c.notNull())
    .addColumn('retry', 'text', (c) => c.notNull())
    .addColumn('forward', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('replays')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('target_id', 'text', (c) => c.notNull())
    .addColumn('query', 'text')
    // JSON: the ids of events that were chosen by hand, in the order in which they are sent.
    .addColumn('chosen', 'text')
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('new_message_id', 'integer', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('rate_per_second', 'real')
    .addColumn('stop_on_failure', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('up_to', 'integer', (c) => c.notNull())
    .addColumn('cursor', 'integer')
    .addColumn('total', 'integer', (c) => c.notNull())
    .addColumn('started', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('delivered', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('failed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('cancelled', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .execute()

  await db.schema
    .createTable('deliveries')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('event_seq', 'integer', (c) => c.references('events.seq').onDelete('cascade'))
    .addColumn('target_id', 'text')
    .addColumn('url', 'text', (c) => c.notNull())
    // What shares a circuit and a limit of requests in flight: a target's id, or an origin.
    .addColumn('route', 'text', (c) => c.notNull())
    // Those of one lane go one after the other; null: as soon as they are due.
    .addColumn('lane', 'text')
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('secret_id', 'text')
    .addColumn('secret', 'blob')
    .addColumn('new_message_id', 'text')
    .addColumn('edit', 'text')
    .addColumn('edited_body', 'blob')
    .addColumn('status', 'text', (c) => c.notNull())
    // Null: none follows, or it waits for one before it in its lane. 0: urgent.
    .addColumn('due_at', 'bigint')
    .addColumn('urgent', 'integer', (c) => c.notNull())
    .addColumn('claimed_at', 'bigint')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    // Attempts that count, without those that were interrupted.
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('retry', 'text', (c) => c.notNull())
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('last_ms', 'real')
    .addColumn('replay_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .execute()
  await sql`create index deliveries_event on deliveries (event_seq)`.execute(db)
  await sql`create index deliveries_target on deliveries (target_id, seq)`.execute(db)
  await sql`create index deliveries_waiting on deliveries (target_id, seq) where status = 'due'`.execute(db)
  await sql`create index deliveries_failed on deliveries (target_id, seq) where status = 'failed'`.execute(db)
  await sql`create index deliveries_replay on deliveries (replay_id) where replay_id is not null`.execute(db)
  await sql`create index deliveries_due on deliveries (route, due_at)
    where status = 'due' and due_at is not null`.execute(db)
  await sql`create index deliveries_sending on deliveries (claimed_at, target_id) where status = 'sending'`.execute(
    db,
  )
  await sql`create index deliveries_lane on deliveries (lane, seq)
    where lane is not null and status in ('due', 'sending')`.execute(db)

  await db.schema
    .createTable('attempts')
    .addColumn('delivery_seq', 'integer', (c) => c.notNull().references('deliveries.seq').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('total_ms', 'real', (c) => c.notNull())
    // JSON: request, head of the answer, times, error, and what is known of the signature.
    .addColumn('record', 'text', (c) => c.notNull())
    .addColumn('answer_body', 'blob')
    .addPrimaryKeyConstraint('attempts_key', ['delivery_seq', 'number'])
    .execute()

  await sql`alter table events add column delivery_mark text`.execute(db)
  await sql`create index events_delivery_failed on events (seq) where delivery_mark = 'failed'`.execute(db)
  await sql`alter table endpoints add column answer text`.execute(db)
}
