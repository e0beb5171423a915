import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('endpoints')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('slug', 'text', (c) => c.unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .addColumn('verified', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('failed', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('unsigned', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('unchecked', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('refused', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()

  await db.schema
    .createTable('secrets')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('endpoint_id', 'text', (c) => c.notNull().references('endpoints.id').onDelete('cascade'))
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('removed_at', 'bigint')
    .execute()

  await db.schema
    .createTable('events')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('endpoint_id', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('http_version', 'text', (c) => c.notNull())
    .addColumn('remote_address', 'text', (c) => c.notNull())
    .addColumn('content_type', 'text')
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('message_id', 'text')
    .addColumn('sent_at', 'bigint')
    .addColumn('type', 'text')
    .addColumn('entity_kind', 'text')
    .addColumn('entity_id', 'text')
    .addColumn('about', 'text')
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('verified_by', 'text')
    .execute()

  await db.schema
    .createTable('event_contents')
    .addColumn('seq', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('headers', 'text', (c) => c.notNull())
    .addColumn('body', 'blob', (c) => c.notNull())
    .execute()

  // One row: the highest seq that a deletion took away. A seq is a cursor that clients hold; none comes back.
  await db.schema
    .createTable('deleted_seq')
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .execute()
  await sql`insert into deleted_seq values (0)`.execute(db)

  await sql`create index events_by_endpoint on events (endpoint_id, seq)`.execute(db)
  await sql`create index events_by_type on events (type, seq)`.execute(db)
  // Most events are verified and need no index to be found; each index costs ingest a page a commit.
  await sql`create index events_not_verified on events (verdict, seq) where verdict <> 'verified'`.execute(db)
}
