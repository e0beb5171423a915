import type { HeaderPair } from '../../shared/event.ts'
import { parseQuery, type Query } from '../../shared/query/query.ts'
import { ConfigError } from '../config.ts'
import type { Seal } from '../endpoints/seal.ts'
import type { TargetRecord } from '../store/delivery-store.ts'
import type { Store } from '../store/store.ts'
import { type ParsedSecret, parseSecret } from '../verify/secret.ts'

/** A target with its headers and secret opened. */
export interface OpenTarget extends Omit<TargetRecord, 'headers' | 'secret'> {
  headers: HeaderPair[]
  secret: { text: string; parsed: ParsedSecret } | null
  /** What its forward rule asks for; null: nothing is forwarded. */
  rule: Query | null
}

/** Every target, in memory: ingest asks for the rules with each event. */
export interface TargetRegistry {
  list(): OpenTarget[]
  /** Those that forward. */
  forwarding(): (OpenTarget & { rule: Query })[]
  get(id: string): OpenTarget | null
  /** Reads the store again, after a change. */
  reload(): Promise<void>
}

/** @throws ConfigError when they were sealed with another key. */
export async function loadTargets(store: Store, seal: Seal): Promise<TargetRegistry> {
  let targets: OpenTarget[] = []
  let forwarding: (OpenTarget & { rule: Query })[] = []
  const reload = async () => {
    targets = (await store.targets.list()).map((record) => open(record, seal))
    forwarding = targets.flatMap((target) => (target.rule ? [{ ...target, rule: target.rule }] : []))
  }
  await reload()
  return {
    list: () => targets,
    forwarding: () => forwarding,
    get: (id) => targets.find((target) => target.id === id) ?? null,
    reload,
  }
}

/** What binds a target's sealed headers to it. */
export const headersContext = (id: string): string => `${id} headers`

function open(record: TargetRecord, seal: Seal): OpenTarget {
  try {
    const secret = record.secret && seal.open(record.secret, record.id)
    return {
      ...record,
      headers: JSON.parse(seal.open(record.headers, headersContext(record.id))) as HeaderPair[],
      secret: secret === null ? null : { text: secret, parsed: parseSecret(secret) },
      rule: record.forward.enabled ? parseQuery(record.forward.query) : null,
    }
  } catch (error) {
    throw new ConfigError(
      `The target "${record.name}" cannot be read: it was sealed with another key. Set HOOKLENS_ENCRYPTION_KEY to the key that sealed it, or put the data dir’s own encryption.key back. (${error instanceof Error ? error.message : error})`,
    )
  }
}
