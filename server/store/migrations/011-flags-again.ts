import { type Kysely, sql } from 'kysely'

/** Events that are believed since they were verified again, or no longer: flags of their entities are to be found anew. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table flagging_again (
    id integer primary key autoincrement,
    seq integer not null,
    endpoint_id text not null,
    entity_kind text not null,
    entity_id text not null
  ) strict`.execute(db)
  await sql`create index flagging_again_entity on flagging_again (entity_id, entity_kind, endpoint_id)`.execute(
    db,
  )
}
