import { type Kysely, sql } from 'kysely'

/** How payloads stand to the schemas of their types; those of before are checked after the start. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table events add column schema_state text`.execute(db)
  await sql`create index events_drift on events (seq) where schema_state = 'drift'`.execute(db)
  await sql`create index events_invalid on events (seq) where schema_state = 'invalid'`.execute(db)
  await db.schema
    .createTable('drifts')
    .addColumn('endpoint_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'bigint')
    .addPrimaryKeyConstraint('drifts_key', ['endpoint_id', 'type', 'field'])
    .execute()
  await db.schema
    .createTable('schema_checking')
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('up_to', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute()
  await sql`insert into schema_checking values ('', 0, 0)`.execute(db)
}
