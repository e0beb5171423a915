import { FIRST_AT, messageIdOf, needleOf, userId } from './varied-events.ts'
import { words } from './words.ts'

/** One kind of question, asked in varied ways. */
export interface Kind {
  name: string
  /** Path and query of the request number `round`. */
  ask(round: number): string
  /** The most that the p95 of its first answer should take. */
  goalMs: number | null
}

/** What one request asks for: a page of the list, unless it counts. */
const page = (q: string): string => `/api/events?${new URLSearchParams({ q })}`
const counts = (q: string): string => `/api/events/stats?${new URLSearchParams({ q, buckets: '120' })}`

const DAY = 24 * 3_600_000
const day = (number: number): string => new Date(FIRST_AT + number * DAY).toISOString().slice(0, 10)
const word = (round: number): string => words[(round * 37) % words.length] as string

/** @param total how many events the store holds */
export function kindsOf(total: number): Kind[] {
  const needle = (round: number) => needleOf(77 + 10_000 * ((round * 13) % Math.ceil(total / 10_000)))
  const rareTypes = ['team.deleted', 'issue.resolved', 'user.deleted', 'team_membership.deleted']
  return [
    { name: 'newest page', ask: () => page(''), goalMs: 20 },
    {
      name: 'type and verdict',
      ask: (i) => page(`type:${rareTypes[i % rareTypes.length]} verdict:failed`),
      goalMs: 20,
    },
    { name: 'wildcard type', ask: (i) => page(i % 2 ? 'type:issue.*' : 'type:*.deleted'), goalMs: 20 },
    { name: 'entity', ask: (i) => page(`user:${userId(i * 101)}`), goalMs: 20 },
    { name: 'time range', ask: (i) => page(`after:${day(i % 28)} before:${day((i % 28) + 1)}`), goalMs: 20 },
    { name: 'message id', ask: (i) => page(`message:${messageIdOf((i * 7919) % total)}`), goalMs: 20 },
    { name: 'selective text', ask: (i) => page(needle(i)), goalMs: 100 },
    { name: 'frequent text', ask: (i) => page(word(i)), goalMs: null },
    { name: 'text that is nowhere', ask: (i) => page(`"nowhere to be found ${i}"`), goalMs: null },
    {
      name: 'JSON path equality',
      ask: (i) => page(`data.server_metadata.needle:${needle(i)}`),
      goalMs: 100,
    },
    { name: 'JSON path comparison', ask: () => page('data.risk_scores.sign_up.bot:>99'), goalMs: null },
    { name: 'negation', ask: (i) => page(`-type:user.* -verdict:verified -${word(i)}`), goalMs: null },
    { name: 'histogram of everything', ask: () => counts(''), goalMs: 300 },
    {
      name: 'histogram of a day',
      ask: (i) => counts(`after:${day(i % 28)} before:${day((i % 28) + 1)}`),
      goalMs: null,
    },
    { name: 'histogram of a text', ask: (i) => counts(needle(i)), goalMs: null },
  ]
}
