import { type Kysely, sql } from 'kysely'

/** The cause of a failure, the verdict's history, and runs that verify stored events again. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('events').addColumn('verified_position', 'integer').execute()
  await db.schema.alterTable('events').addColumn('verdict_at_receipt', 'text').execute()
  await db.schema.alterTable('events').addColumn('verdict_changed_at', 'bigint').execute()
  await db.schema.alterTable('events').addColumn('top_cause', 'text').execute()
  await db.schema.alterTable('events').addColumn('explained_at', 'bigint').execute()
  await db.schema.alterTable('endpoints').addColumn('secrets_changed_at', 'bigint').execute()

  await db.schema
    .createTable('reverifications')
    .addColumn('endpoint_id', 'text', (c) =>
      c.primaryKey().notNull().references('endpoints.id').onDelete('cascade'),
    )
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('up_to', 'bigint', (c) => c.notNull())
    .addColumn('cursor', 'bigint', (c) => c.notNull())
    .addColumn('total', 'bigint', (c) => c.notNull())
    .addColumn('checked', 'bigint', (c) => c.notNull())
    .addColumn('changed', 'bigint', (c) => c.notNull())
    .execute()

  // Of failed events only: the others cost nothing.
  await sql`create index events_failed on events (endpoint_id, seq) where verdict = 'failed'`.execute(db)
  await sql`create index events_by_cause on events (top_cause, seq) where top_cause is not null`.execute(db)
  await sql`create index events_to_explain on events (seq)
    where verdict = 'failed' and explained_at is null`.execute(db)
}
