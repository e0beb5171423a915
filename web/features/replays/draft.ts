import { z } from 'zod'
import type { CreateReplayInput } from '../../../shared/replay.ts'
import { signatureModeSchema, type Target } from '../../../shared/target.ts'
import type { AsOf } from '../../api/events.ts'
import type { ChosenEvents } from '../../lib/chosen-events.ts'

export const MAX_RATE = 1000

const draftSchema = z.object({
  /** Null: there is no target to choose. */
  targetId: z.string().nullable(),
  signature: signatureModeSchema,
  newMessageId: z.boolean(),
  order: z.enum(['oldest', 'newest']),
  isLimited: z.boolean(),
  /** Events a second, where the rate is limited; null: what is typed is no number yet. */
  rate: z.number().positive().max(MAX_RATE).nullable(),
  stopOnFailure: z.boolean(),
})
/** How many events are to be replayed, as the dialog shows it; this browser keeps it for the next time. */
export type ReplayManyDraft = z.infer<typeof draftSchema>

const plain: ReplayManyDraft = {
  targetId: null,
  signature: 'resign',
  newMessageId: false,
  order: 'oldest',
  isLimited: false,
  rate: 10,
  stopOnFailure: false,
}

/** Where the dialog begins: as it was left, whatever was stored of that, as far as its target is still there. */
export function firstDraft(stored: string | null, targets: readonly Target[]): ReplayManyDraft {
  const kept = read(stored)
  const isThere = targets.some(({ id }) => id === kept.targetId)
  return {
    ...kept,
    rate: kept.rate ?? plain.rate,
    targetId: isThere ? kept.targetId : (targets[0]?.id ?? null),
  }
}

function read(stored: string | null): ReplayManyDraft {
  try {
    return draftSchema.parse(JSON.parse(stored ?? ''))
  } catch {
    return plain
  }
}

/** What the server is asked for; null: something is missing. `asOf` is the moment of the plan that was shown. */
export function replayInput(
  { targetId, isLimited, rate, ...how }: ReplayManyDraft,
  chosen: ChosenEvents,
  asOf: AsOf | null,
): CreateReplayInput | null {
  if (targetId === null || (isLimited && rate === null)) return null
  const { signature, newMessageId, order, stopOnFailure } = how
  const which =
    'ids' in chosen ? { ids: chosen.ids } : { query: chosen.query, ...(chosen.asOf ?? asOf ?? {}) }
  return {
    ...which,
    targetId,
    signature,
    newMessageId: signature !== 'none' && newMessageId,
    order,
    ratePerSecond: isLimited ? rate : null,
    stopOnFailure,
  }
}
