import { type Kysely, sql } from 'kysely'

/** Deliveries go with their event, whoever deletes it: what they held up must go on. */
export async function up(db: Kysely<never>): Promise<void> {
  // No replay waits for those that were not made.
  await sql`create trigger deleted_in_replay after delete on deliveries
    when old.replay_id is not null and old.status in ('due', 'sending')
    begin
      update replays set cancelled = cancelled + 1 where id = old.replay_id;
    end`.execute(db)
  // The next in the lane has its turn.
  await sql`create trigger deleted_in_lane after delete on deliveries
    when old.lane is not null and old.status in ('due', 'sending')
    begin
      update deliveries set due_at = created_at
      where seq = (select min(seq) from deliveries where lane = old.lane and status in ('due', 'sending'))
        and status = 'due' and due_at is null;
    end`.execute(db)
}
