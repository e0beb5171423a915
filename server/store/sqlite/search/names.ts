import { createHash } from 'node:crypto'

/** The ids by which an event is found: its message, its entity, and each part of a composite entity. */
export function namesOf(messageId: string | null, entityId: string | null): string[] {
  const ids = [messageId, entityId, ...(entityId?.includes('/') ? entityId.split('/') : [])]
  return [...new Set(ids.filter((id) => id !== null))]
}

/** The word that stands for an id in the index: short, and the same length whatever a sender calls itself. */
export function nameToken(id: string): string {
  return createHash('sha1').update(id).digest('hex').slice(0, 12)
}
