import type { HistoryEntry } from '../../../shared/history.ts'

/** The fields that changed in some of these events, as the filter takes them, the most frequent first. */
export function fieldsOf(entries: HistoryEntry[]): string[] {
  const counts = new Map<string, number>()
  for (const { change } of entries) {
    const fields = new Set(change?.changes.map(({ path }) => path).map(fieldOf))
    for (const field of fields) if (field !== null) counts.set(field, (counts.get(field) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([field]) => field)
}

/** Keys behind `data`, up to the first place in an array; null: it is not within `data`, or has a dot in a key. */
function fieldOf(path: (string | number)[]): string | null {
  if (path[0] !== 'data') return null
  const end = path.findIndex((step) => typeof step === 'number')
  const keys = path.slice(1, end < 0 ? undefined : end).map(String)
  return keys.length === 0 || keys.some((key) => key.includes('.')) ? null : keys.join('.')
}

/** What was typed, without a `data.` before it; null: nothing. */
export function readField(text: string): string | null {
  const field = text
    .trim()
    .replace(/^data\./, '')
    .slice(0, 300)
  return field === '' ? null : field
}
