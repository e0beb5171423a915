import type { SecretChange, SecretRecord } from '../endpoint-store.ts'
import { secretRow } from '../queries/endpoints.ts'
import type { Schema } from '../schema.ts'
import { type Connection, run } from './connection.ts'

/** See `SecretStore.insert`. */
export function insertSecret(connection: Connection, secret: SecretRecord): void {
  const { raw, db } = connection
  raw
    .transaction(() => {
      run(connection, db.insertInto('secrets').values(secretRow(secret)))
      if (secret.origin === 'user') noteSecretsChanged(connection, secret.endpointId, secret.createdAt)
    })
    .immediate()
}

/** See `SecretStore.update`. */
export function updateSecret(connection: Connection, id: string, change: SecretChange, at: number): void {
  const { raw, db } = connection
  raw
    .transaction(() => {
      const before = raw.prepare<[string], Schema['secrets']>('select * from secrets where id = ?').get(id)
      if (!before) return
      const after = { ...before, ...changedColumns(change) }
      run(connection, db.updateTable('secrets').set(after).where('id', '=', id))
      if (after.expires_at !== before.expires_at || after.removed_at !== before.removed_at) {
        noteSecretsChanged(connection, before.endpoint_id, at)
      }
    })
    .immediate()
}

function changedColumns({ label, expiresAt, removedAt }: SecretChange): Partial<Schema['secrets']> {
  return {
    ...(label !== undefined && { label }),
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
    ...(removedAt !== undefined && { removed_at: removedAt }),
  }
}

/** Always later than the beginning of a run, whatever the clock says: that run may have read the old ones. */
function noteSecretsChanged({ raw }: Connection, endpointId: string, at: number): void {
  raw
    .prepare<{ endpointId: string; at: number }>(
      `update endpoints set secrets_changed_at =
        max(@at, coalesce((select started_at + 1 from reverifications where endpoint_id = @endpointId), 0))
      where id = @endpointId and exists (select 1 from events where endpoint_id = @endpointId)`,
    )
    .run({ endpointId, at })
}
