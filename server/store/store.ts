import type { DeliveryStore, ReplayStore, TargetStore } from './delivery-store.ts'
import type { EndpointStore, SecretStore } from './endpoint-store.ts'
import type { EventStore } from './event-store.ts'
import type { RetentionStore } from './retention-store.ts'
import type { ReverificationStore } from './reverification-store.ts'
import type { SchemaStore } from './schema-store.ts'
import type { SuggestionStore } from './suggestion-store.ts'
import type { ViewStore } from './view-store.ts'

/** Where a store is: `openStore` and `openEventReader` take it. */
export interface StoreLocation {
  dataDir: string
}

/**
 * Where everything is kept. Engines differ in nothing that can be seen here; the conformance suite
 * (`testing/store-suite.ts`) holds each to this description.
 */
export interface Store {
  readonly endpoints: EndpointStore
  readonly secrets: SecretStore
  readonly events: EventStore
  readonly reverifications: ReverificationStore
  readonly suggestions: SuggestionStore
  readonly views: ViewStore
  readonly retention: RetentionStore
  readonly targets: TargetStore
  readonly deliveries: DeliveryStore
  readonly replays: ReplayStore
  readonly schemas: SchemaStore
  readonly location: StoreLocation
  /** A random name, made with the data. */
  readonly name: string
  /** Resolves when a write reaches the disk now. @throws StoreUnavailableError */
  check(): Promise<void>
  /** Writes what is queued, then closes. */
  close(): Promise<void>
}
