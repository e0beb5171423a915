import type { Entity } from '../event.ts'

/** What a payload says of itself, as far as it can be read. */
export interface PayloadFacts {
  type: string | null
  entity: Entity | null
  /** What a reader would call the entity. */
  about: string | null
}

const nothing: PayloadFacts = { type: null, entity: null, about: null }

/** Longer values are no type and no id that Stack sends; they would only burden lists and indexes. */
const MAX_LENGTH = 256

/**
 * Reads type, entity and a name for it from a payload `{type, data}`. Any JSON may come in: what does not
 * look as Stack sends it gives null.
 */
export function parsePayload(payload: unknown): PayloadFacts {
  const type = textAt(payload, 'type')
  if (type === null) return nothing
  const data = valueAt(payload, 'data')
  return { type, ...describe(type, data) }
}

function describe(type: string, data: unknown): Omit<PayloadFacts, 'type'> {
  const id = textAt(data, 'id')
  const [team, user] = [textAt(data, 'team_id'), textAt(data, 'user_id')]
  switch (type.split('.')[0]) {
    case 'user':
      return named('user', id, textAt(data, 'display_name') ?? textAt(data, 'primary_email'))
    case 'team':
      return named('team', id, textAt(data, 'display_name'))
    case 'team_membership':
      return named('membership', join(team, user), team && user && `${short(user)} in ${short(team)}`)
    case 'team_permission':
      return named('permission', join(team, user, id), id)
    case 'project_permission':
      return named('permission', join(user, id), id)
    case 'issue':
      return named('issue', id, textAt(data, 'value') ?? textAt(data, 'short_id'))
    default:
      return { entity: null, about: textAt(data, 'message') }
  }
}

function named(kind: Entity['kind'], id: string | null, name: string | null): Omit<PayloadFacts, 'type'> {
  return { entity: id === null ? null : { kind, id }, about: name ?? (id && short(id)) }
}

function join(...parts: (string | null)[]): string | null {
  return parts.every((part) => part !== null) ? parts.join('/') : null
}

/** `3f0d6c4e-6a0b-…-1f0e7a4b2c11` → `3f0d…2c11`. */
function short(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`
}

function textAt(value: unknown, key: string): string | null {
  const found = valueAt(value, key)
  return typeof found === 'string' && found !== '' && found.length <= MAX_LENGTH ? found : null
}

/** Own properties only: a payload's `__proto__` is a key like any other. */
function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}
