const units = [
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
  { name: 'ms', ms: 1 },
] as const

const WAIT = /^(\d+(?:\.\d+)?)\s*(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)$/i

/** A wait as briefly as it is exact: `5 s`, `35 min 35 s`, `27 h 35 min`, `250 ms`. */
export function waitWords(ms: number): string {
  if (ms === 0) return '0 s'
  let rest = Math.round(ms)
  return units
    .flatMap((unit) => {
      const count = Math.floor(rest / unit.ms)
      rest -= count * unit.ms
      return count === 0 ? [] : [`${count} ${unit.name}`]
    })
    .join(' ')
}

/** What a reader types for a wait, in milliseconds: `5 s`, `1.5h`, `1 h 30 min`, `2 days`. Null: it cannot be read. */
export function readWait(text: string): number | null {
  const parts = text.trim().match(/\d+(?:\.\d+)?\s*[a-z]*/gi)
  if (parts === null || parts.join('').replace(/\s/g, '') !== text.replace(/\s/g, '')) return null
  let sum = 0
  for (const part of parts) {
    if (part.trim() === '0' && parts.length === 1) return 0
    const [, count, unit] = WAIT.exec(part.trim()) ?? []
    if (count === undefined || unit === undefined) return null
    sum += Number(count) * unitMs(unit.toLowerCase())
  }
  return Math.round(sum)
}

function unitMs(unit: string): number {
  if (unit === 'ms') return 1
  const first = unit.charAt(0)
  return first === 'd' ? 86_400_000 : first === 'h' ? 3_600_000 : first === 'm' ? 60_000 : 1000
}
