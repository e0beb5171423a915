import type { HistoryEntry } from '../../../shared/history.ts'
import { unsentAt } from '../../../shared/stack/unsent.ts'
import { isBelieved } from '../../../shared/verdict.ts'

/** What is not sent about the events of a history, by their ids, each sentence where it comes first. */
export function unsentOnce(entries: HistoryEntry[]): ReadonlyMap<string, string[]> {
  const said = new Set<string>()
  const found = new Map<string, string[]>()
  for (const { event, change } of entries) {
    if (!isBelieved(event.verdict)) continue
    const changed = change?.changes.map(({ name }) => name) ?? []
    const fresh = unsentAt(event.type, changed).filter((says) => !said.has(says))
    for (const says of fresh) said.add(says)
    if (fresh.length > 0) found.set(event.id, fresh)
  }
  return found
}
