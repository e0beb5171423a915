import type { Kysely } from 'kysely'
import type { View } from '../../../shared/view.ts'
import type { Schema } from '../schema.ts'

/** See `ViewStore.list`. */
export async function listViews(db: Kysely<Schema>): Promise<View[]> {
  const rows = await db
    .selectFrom('views')
    .select(['id', 'name', 'query', 'created_at'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ created_at, ...view }) => ({ ...view, createdAt: created_at }))
}
