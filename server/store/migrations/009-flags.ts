import { type Kysely, sql } from 'kysely'

/** What is odd about events beside the others; of those stored before, it is looked for after the start. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table events add column flags integer not null default 0`.execute(db)
  await sql`create index events_flagged on events (seq) where flags <> 0`.execute(db)
  await db.schema
    .createTable('flagging')
    .addColumn('up_to', 'bigint', (c) => c.notNull())
    .execute()
  await sql`insert into flagging values (0)`.execute(db)
}
