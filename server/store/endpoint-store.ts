import type { AnswerRule } from '../../shared/answer-rule.ts'
import type { Counts } from '../../shared/endpoint.ts'
import type { Retention } from '../../shared/retention.ts'

/** An endpoint as the store keeps it. */
export interface EndpointRecord {
  id: string
  slug: string
  name: string
  createdAt: number
  /** When its secrets were changed and events were there; null: none, or all have been verified again since. */
  secretsChangedAt: number | null
  retention: Retention
  /** Whose words senders are answered with; null: Hooklens' own. */
  answer: AnswerRule | null
}

export type NewEndpoint = Omit<EndpointRecord, 'secretsChangedAt' | 'retention' | 'answer'>

/** A signing secret as the store keeps it: sealed, so that the file alone gives nothing away. */
export interface SecretRecord {
  id: string
  endpointId: string
  /** `user`: somebody added it. `sample`: made with the endpoint, signs Hooklens' own samples. */
  origin: 'user' | 'sample'
  label: string
  sealed: Uint8Array
  expiresAt: number | null
  createdAt: number
  /** Removed secrets are kept: they explain events that they signed. */
  removedAt: number | null
}

export interface EndpointStore {
  /** In the order in which they were made. Endpoints whose deletion has begun are not among them. */
  list(): Promise<EndpointRecord[]>
  /** Stores an endpoint with its first secrets, all or nothing. @throws SlugTakenError, StoreUnavailableError */
  insert(endpoint: NewEndpoint, secrets: SecretRecord[]): Promise<void>
  rename(id: string, name: string): Promise<void>
  setRetention(id: string, retention: Retention): Promise<void>
  setAnswer(id: string, answer: AnswerRule | null): Promise<void>
  /**
   * Resolves once the endpoint, its slug and its secrets are gone for every reader; its events follow in
   * small slices, also after a restart. Gives the number of events that go.
   */
  delete(id: string, deletedAt: number): Promise<number>
  /** Counts by endpoint id: events stored now, and refusals ever. */
  counts(): Promise<Map<string, Counts>>
  /** Counts a request that was refused because its body was too large. */
  countRefusal(id: string): Promise<void>
}

export interface SecretStore {
  /** Every secret of every endpoint, removed ones too, in the order in which they were added. */
  list(): Promise<SecretRecord[]>
  /**
   * A user's secret that comes, goes or gets another expiry sets `secretsChangedAt` of its endpoint, if that
   * holds events.
   */
  insert(secret: SecretRecord): Promise<void>
  update(id: string, change: SecretChange, at: number): Promise<void>
}

export interface SecretChange {
  label?: string | undefined
  expiresAt?: number | null | undefined
  removedAt?: number
}
