import { type Kysely, sql } from 'kysely'

/** What search stands on: how many events came each minute, and when stretches of seqs were received. */
export async function up(db: Kysely<never>): Promise<void> {
  // Counts and histograms are read from here, so that they need not read the events.
  await sql`create table event_counts (
    minute integer not null,
    endpoint_id text not null,
    type text not null,
    verdict text not null,
    count integer not null,
    primary key (minute, endpoint_id, type, verdict)
  ) without rowid`.execute(db)
  await sql`insert into event_counts
    select received_at / 60000, endpoint_id, coalesce(type, ''), verdict, count(*)
    from events group by 1, 2, 3, 4`.execute(db)

  // The time of receipt has no index of its own: seqs ascend with it, but for clocks that were set back.
  await db.schema
    .createTable('event_blocks')
    .addColumn('block', 'integer', (c) => c.primaryKey())
    .addColumn('oldest', 'bigint', (c) => c.notNull())
    .addColumn('newest', 'bigint', (c) => c.notNull())
    .execute()
  await sql`insert into event_blocks
    select seq / 1000, min(received_at), max(received_at) from events group by 1`.execute(db)

  // Tells a search index that was made for another store.
  await db.schema
    .createTable('store_name')
    .addColumn('name', 'text', (c) => c.notNull())
    .execute()
  await sql`insert into store_name values (lower(hex(randomblob(16))))`.execute(db)
}
