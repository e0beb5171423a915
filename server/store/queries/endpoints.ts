import type { Kysely } from 'kysely'
import type { Counts } from '../../../shared/endpoint.ts'
import type { EndpointRecord, SecretRecord } from '../endpoint-store.ts'
import type { Schema } from '../schema.ts'

export async function listEndpoints(db: Kysely<Schema>): Promise<EndpointRecord[]> {
  const rows = await db
    .selectFrom('endpoints')
    .select(['id', 'slug', 'name', 'created_at', 'secrets_changed_at'])
    .select(['max_age_ms', 'max_count', 'max_bytes', 'answer'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug ?? '',
    name: row.name,
    createdAt: row.created_at,
    secretsChangedAt: row.secrets_changed_at,
    retention: { maxAgeMs: row.max_age_ms, maxCount: row.max_count, maxBytes: row.max_bytes },
    answer: row.answer === null ? null : JSON.parse(row.answer),
  }))
}

export async function listDeletedEndpointIds(db: Kysely<Schema>): Promise<string[]> {
  const rows = await db.selectFrom('endpoints').select('id').where('deleted_at', 'is not', null).execute()
  return rows.map((row) => row.id)
}

export async function countsByEndpoint(db: Kysely<Schema>): Promise<Map<string, Counts>> {
  const rows = await db
    .selectFrom('endpoints')
    .select(['id', 'verified', 'failed', 'unsigned', 'unchecked', 'refused', 'bytes'])
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

export async function listSecrets(db: Kysely<Schema>): Promise<SecretRecord[]> {
  const rows = await db.selectFrom('secrets').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    origin: row.origin,
    label: row.label,
    sealed: row.sealed,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    removedAt: row.removed_at,
  }))
}

/** The row of a secret. */
export function secretRow(secret: SecretRecord): Schema['secrets'] {
  return {
    id: secret.id,
    endpoint_id: secret.endpointId,
    origin: secret.origin,
    label: secret.label,
    sealed: secret.sealed,
    expires_at: secret.expiresAt,
    created_at: secret.createdAt,
    removed_at: secret.removedAt,
  }
}
