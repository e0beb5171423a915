import type { Flag } from '../../shared/flag.ts'

/** What a flag means, in one sentence; and what a receiver does about it. */
export const flagMeanings: Record<Flag, { means: string; advice: string }> = {
  duplicate: {
    means: 'Its message came here before: the sender tried again, or somebody resent it.',
    advice: 'Remember each svix-id, and do nothing when one comes again.',
  },
  outOfOrder: {
    means: 'Something about this entity that was made later came before it.',
    advice: 'Applying it would bring back what is no longer true: keep the newer one.',
  },
  conflict: {
    means:
      'Another event about this entity was made in the same second and says something else; no order is promised.',
    advice: 'Ask Stack’s API for the entity as it is now.',
  },
  afterDelete: {
    means: 'It came after the deletion of what it is about.',
    advice: 'Do not create the entity again because of it.',
  },
}
