import { readStored, writeStored } from '../../lib/use-stored.ts'

const KEY = 'searches'
const MOST = 50
/** The longest query that can be read. */
const LONGEST = 2000

/** The queries used in this browser, newest first. */
export function readHistory(): string[] {
  try {
    const stored: unknown = JSON.parse(readStored(KEY) ?? '[]')
    if (!Array.isArray(stored)) return []
    return stored
      .filter((one) => typeof one === 'string' && one !== '' && one.length <= LONGEST)
      .slice(0, MOST)
  } catch {
    return []
  }
}

/** Puts a query before the others. Where the browser stores nothing, it is forgotten. */
export function rememberQuery(q: string): void {
  if (q === '' || q.length > LONGEST) return
  writeStored(KEY, JSON.stringify([q, ...readHistory().filter((other) => other !== q)].slice(0, MOST)))
}

export function clearHistory(): void {
  writeStored(KEY, '[]')
}
