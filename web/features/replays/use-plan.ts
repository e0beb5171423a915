import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CreateReplayInput } from '../../../shared/replay.ts'
import type { AsOf } from '../../api/events.ts'
import { planReplay } from '../../api/replays.ts'
import type { ChosenEvents } from '../../lib/chosen-events.ts'
import { type ReplayManyDraft, replayInput } from './draft.ts'

/** What a replay would send, told anew when what it depends on changes; always as of the moment of the first answer. */
export function usePlan(chosen: ChosenEvents, draft: ReplayManyDraft) {
  const moment = useRef<AsOf>(null)
  const { targetId, isLimited, rate, stopOnFailure } = draft
  const plan = useQuery({
    queryKey: ['replay-plan', chosen, { targetId, rate: isLimited ? rate : null, stopOnFailure }],
    queryFn: async ({ signal }) => {
      // How it is signed, and in what order, changes nothing of it.
      const input = replayInput({ ...draft, signature: 'original' }, chosen, moment.current)
      const answer = await planReplay(input as CreateReplayInput, signal)
      moment.current ??= { upTo: answer.upTo, askedAt: answer.askedAt }
      return answer
    },
    enabled: replayInput(draft, chosen, null) !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
  const asOf = plan.data ? { upTo: plan.data.upTo, askedAt: plan.data.askedAt } : null
  return { plan, asOf }
}
