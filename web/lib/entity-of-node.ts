import type { Entity } from '../../shared/event.ts'
import { type JsonDocument, kinds } from '../../shared/json/parse.ts'
import { copyText, keyOf, nodeAt } from '../../shared/json/read.ts'

const kindOfKey: Record<string, Entity['kind']> = {
  user_id: 'user',
  team_id: 'team',
  selected_team_id: 'team',
}
const kindOfFamily: Record<string, Entity['kind']> = { user: 'user', team: 'team', issue: 'issue' }

/** Those that an id alone leads to. */
const kindsWithId = ['user', 'team', 'issue'] as const

/**
 * The user, team or issue whose id a value of a payload is; null: it is none.
 * @param named whose id it is by its schema, which has the first word
 */
export function entityOfNode(json: JsonDocument, node: number, named: string | null = null): Entity | null {
  if (json.kind[node] !== kinds.string) return null
  const id = copyText(json, node)
  const kindNamed = kindsWithId.find((one) => one === named)
  if (kindNamed && id !== '') return { kind: kindNamed, id }
  const key = keyOf(json, node)
  const kind =
    typeof key === 'string' && id !== ''
      ? (kindOfKey[key] ?? (key === 'id' ? kindOfId(json, node) : null))
      : null
  return kind === null ? null : { kind, id }
}

/** `data.id` is of the type's family; an `id` within `teams` or `selected_team` is a team's. */
function kindOfId(json: JsonDocument, node: number): Entity['kind'] | null {
  const holder = json.parent[node] as number
  const key = keyOf(json, holder)
  if (key === 'selected_team') return 'team'
  if (typeof key === 'number' && keyOf(json, json.parent[holder] as number) === 'teams') return 'team'
  if (key !== 'data' || json.depth[holder] !== 1) return null
  const type = nodeAt(json, ['type'])
  if (type < 0 || json.kind[type] !== kinds.string) return null
  return kindOfFamily[copyText(json, type).split('.', 1)[0] ?? ''] ?? null
}
