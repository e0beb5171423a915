/** A Stack user with teams and metadata of some size, at a moment: some things change with time, the others do not. */
export function userAt(moment: number, bytes: number): string {
  const teams = Array.from({ length: 3 }, (_, i) => ({
    id: `t${(i + moment) % 4}`,
    display_name: `Team ${i}`,
  }))
  const entry = (place: number) => ({
    id: `entry-${place}`,
    name: 'Zoë',
    visits: place % 100 === 0 ? moment : 12,
    tags: ['a', 'b/c'],
  })
  const length = Math.max(0, Math.ceil((bytes - 300) / (JSON.stringify(entry(10_000)).length + 1)))
  const data = {
    id: 'user-1',
    display_name: 'Zoë Ünal',
    primary_email: `zoe${moment >> 3}@example.com`,
    last_active_at_millis: 1_700_000_000_000 + moment,
    teams,
    server_metadata: {
      plan: moment % 100 < 50 ? 'pro' : 'free',
      entries: Array.from({ length }, (_, i) => entry(i)),
    },
  }
  return JSON.stringify({ type: 'user.updated', data })
}

/** Two texts of one array, all of whose elements differ, or stand in reverse. */
export function hostilePair(kind: 'other' | 'reversed'): [string, string] {
  const numbers = Array.from({ length: 100_000 }, (_, i) => i)
  const changed = kind === 'other' ? numbers.map((number) => number + 1_000_000) : numbers.toReversed()
  return [JSON.stringify(numbers), JSON.stringify(changed)]
}
