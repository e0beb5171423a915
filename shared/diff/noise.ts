/** Members of Stack's payloads that change with every activity: a change of nothing else is hardly one. */
const noisy = new Set(['last_active_at_millis', 'last_seen_at_millis', 'times_seen'])

/** Whether a change at this path says little. A key of the same name deeper down, as in metadata, is somebody else's. */
export function isNoise(path: readonly (string | number)[]): boolean {
  const last = path.at(-1)
  const isMember = path.length === 1 || (path.length === 2 && path[0] === 'data')
  return isMember && typeof last === 'string' && noisy.has(last)
}
