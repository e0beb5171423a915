import { type Kysely, sql } from 'kysely'

/** Counts by the hour: over weeks, the minutes are nearly as many as the events. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table event_hours (
    hour integer not null,
    endpoint_id text not null,
    type text not null,
    verdict text not null,
    count integer not null,
    primary key (hour, endpoint_id, type, verdict)
  ) without rowid`.execute(db)
  await sql`insert into event_hours
    select minute / 60, endpoint_id, type, verdict, sum(count) from event_counts group by 1, 2, 3, 4`.execute(
    db,
  )
}
