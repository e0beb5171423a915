import { type Kysely, sql } from 'kysely'

/** What each endpoint keeps at most, and the bytes of the bodies that it holds. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('endpoints').addColumn('max_age_ms', 'bigint').execute()
  await db.schema.alterTable('endpoints').addColumn('max_count', 'bigint').execute()
  await db.schema.alterTable('endpoints').addColumn('max_bytes', 'bigint').execute()
  await db.schema
    .alterTable('endpoints')
    .addColumn('bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`update endpoints set bytes = sums.bytes
    from (select endpoint_id, sum(size) as bytes from events group by endpoint_id) as sums
    where sums.endpoint_id = endpoints.id`.execute(db)
}
