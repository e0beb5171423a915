import type { EventSummary } from '../event.ts'

type About = Pick<EventSummary, 'entity' | 'type'>

/** The id of the user that an event is about, by itself or as a member or holder; null: of none. */
export function userOf({ entity, type }: About): string | null {
  switch (entity?.kind) {
    case 'user':
      return entity.id
    case 'membership':
      return partOf(entity.id, 1)
    case 'permission':
      return partOf(entity.id, isOfTeam(type) ? 1 : 0)
    default:
      return null
  }
}

/** The id of the team that an event is about, by itself or as that of a member or permission; null: of none. */
export function teamOf({ entity, type }: About): string | null {
  switch (entity?.kind) {
    case 'team':
      return entity.id
    case 'membership':
      return partOf(entity.id, 0)
    case 'permission':
      return isOfTeam(type) ? partOf(entity.id, 0) : null
    default:
      return null
  }
}

/** Permissions are of a team or of the project; only the type tells. `parsePayload` joins the ids. */
function isOfTeam(type: string | null): boolean {
  return type?.split('.', 1)[0] === 'team_permission'
}

function partOf(id: string, place: number): string | null {
  return id.split('/')[place] ?? null
}
