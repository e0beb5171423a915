import { eventTypeOf } from './registry.ts'

/**
 * What is not sent about an event, in sentences, as read from Stack's public source, April to autumn 2026.
 * @param changed the names of what it changed
 */
export function unsentAt(type: string | null, changed: readonly string[]): string[] {
  return (eventTypeOf(type)?.unsent ?? [])
    .filter((one) => one.changed === undefined || changed.includes(one.changed))
    .map(({ says }) => says)
}
