import { ConfigError } from '../config.ts'
import type { EndpointRecord, SecretRecord } from '../store/endpoint-store.ts'
import type { Store } from '../store/store.ts'
import { type EndpointSecret, readSecret } from '../verify/secret.ts'
import type { Seal } from './seal.ts'

/** A secret with its text, which never leaves the server but by "reveal". */
export interface OpenSecret extends EndpointSecret {
  text: string
  createdAt: number
}

/** An endpoint with the secrets that count now, and those that were removed: they explain old events. */
export interface OpenEndpoint extends EndpointRecord {
  secrets: OpenSecret[]
  removed: OpenSecret[]
}

/** Every endpoint with its secrets opened, in memory: ingest asks it for each request. */
export interface Registry {
  list(): OpenEndpoint[]
  bySlug(slug: string): OpenEndpoint | null
  byIdOrSlug(idOrSlug: string): OpenEndpoint | null
  /** Reads the store again, after a change. */
  reload(): Promise<void>
}

/** @throws ConfigError when the secrets were sealed with another key. */
export async function loadRegistry(store: Store, seal: Seal): Promise<Registry> {
  let endpoints = await openAll(store, seal)
  let slugs = bySlug(endpoints)
  return {
    list: () => endpoints,
    bySlug: (slug) => slugs.get(slug) ?? null,
    byIdOrSlug: (key) => slugs.get(key) ?? endpoints.find(({ id }) => id === key) ?? null,
    reload: async () => {
      endpoints = await openAll(store, seal)
      slugs = bySlug(endpoints)
    },
  }
}

async function openAll(store: Store, seal: Seal): Promise<OpenEndpoint[]> {
  const records = await store.endpoints.list()
  const secrets = await store.secrets.list()
  return records.map((record) => {
    const own = secrets.filter(({ endpointId }) => endpointId === record.id)
    const [current, removed] = [own.filter(isCurrent), own.filter((secret) => !isCurrent(secret))]
    return {
      ...record,
      secrets: current.map((secret) => open(secret, seal)),
      removed: removed.map((secret) => open(secret, seal)),
    }
  })
}

function isCurrent({ removedAt }: SecretRecord): boolean {
  return removedAt === null
}

function open(record: SecretRecord, seal: Seal): OpenSecret {
  const { id, label, origin, expiresAt, createdAt } = record
  const text = openText(record, seal)
  return { ...readSecret({ id, label, origin, expiresAt, text }), text, createdAt }
}

function openText(record: SecretRecord, seal: Seal): string {
  try {
    return seal.open(record.sealed, record.id)
  } catch {
    throw new ConfigError(
      'The stored secrets cannot be read: they were sealed with another key. Set HOOKLENS_ENCRYPTION_KEY to the key that sealed them, or put the data dir’s own encryption.key back.',
    )
  }
}

function bySlug(endpoints: OpenEndpoint[]): Map<string, OpenEndpoint> {
  return new Map(endpoints.map((endpoint) => [endpoint.slug, endpoint]))
}
