import type { EventSummary } from '../event.ts'
import { isBelieved } from '../verdict.ts'

/** Events that belong together, because one action of somebody sent them. */
export interface Story {
  title: string
  /** What is odd about its order or its number, as Stack sends it; null: nothing. */
  says: string | null
  events: EventSummary[]
}

/** Events of one action come within so many milliseconds of its first one. */
const TOGETHER_MS = 10_000

interface Kind {
  /** The type without which there is no such story. */
  of: string
  title: string
  says: string
  /** It is said only where an event of this type is among them. */
  only?: string
}

/** The first that fits names a story; see `unsent.ts` for what does not come. */
const kinds: Kind[] = [
  {
    of: 'user.deleted',
    title: 'User deleted',
    says: 'Memberships end in any order with the user; permissions end without events.',
  },
  { of: 'team.deleted', title: 'Team deleted', says: 'Memberships and permissions end without events.' },
  {
    of: 'user.created',
    title: 'Sign-up',
    says: 'A personal team is created before its user.',
    only: 'team.created',
  },
  { of: 'team.created', title: 'Team created', says: 'Its creator becomes a member without an event.' },
  { of: 'team_membership.deleted', title: 'Member removed', says: 'Permissions end without events.' },
  {
    of: 'team_membership.created',
    title: 'Member added',
    says: 'A permission follows for each default one.',
  },
]

/** Sorts events into stories, oldest first. `events`: in any order. */
export function storiesOf(events: EventSummary[]): Story[] {
  const groups: EventSummary[][] = []
  for (const event of events.toSorted((a, b) => a.receivedAt - b.receivedAt || a.seq - b.seq)) {
    const group = groups.at(-1)
    if (group && belongs(event, group)) group.push(event)
    else groups.push([event])
  }
  return groups.map(told)
}

/** What begins or ends something: no action does the same twice, nor both. */
const turns = ['user.created', 'team.created', 'user.deleted', 'team.deleted']

function belongs(event: EventSummary, group: EventSummary[]): boolean {
  if (event.receivedAt - (group[0]?.receivedAt ?? 0) > TOGETHER_MS) return false
  if (group.some((other) => isBelieved(other.verdict) !== isBelieved(event.verdict))) return false
  if (!turns.includes(event.type ?? '')) return true
  const action = actionOf(event)
  return group.every(
    (other) => !turns.includes(other.type ?? '') || (other.type !== event.type && actionOf(other) === action),
  )
}

function told(events: EventSummary[]): Story {
  if (!events.some(({ verdict }) => isBelieved(verdict))) {
    return { title: 'Not verified', says: 'A backend that checks signatures ignored this.', events }
  }
  const fresh = events.filter(({ flags }) => !flags.includes('duplicate'))
  if (fresh.length === 0) return { title: 'Sent again', says: 'Messages that came before.', events }
  const kind = kinds.find(({ of }) => fresh.some(({ type }) => type === of))
  if (kind) {
    const isTold = kind.only === undefined || fresh.some(({ type }) => type === kind.only)
    return { title: kind.title, says: isTold ? kind.says : null, events }
  }
  const families = new Set(fresh.map(({ type }) => type?.split('.')[0]))
  const only = families.size === 1 ? [...families][0] : undefined
  return { title: titles[only ?? ''] ?? 'Changes', says: null, events }
}

function actionOf({ type }: EventSummary): string | undefined {
  return type?.split('.').at(-1)
}

const titles: Record<string, string> = {
  user: 'User changed',
  team: 'Team changed',
  team_permission: 'Permissions changed',
  project_permission: 'Permissions changed',
  issue: 'Issue changed',
}
