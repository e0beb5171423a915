import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Replay } from '../../../shared/replay.ts'
import { applyReplay, changeReplay, type ReplayAct, replaysQuery } from '../../api/replays.ts'
import { notifyFailed } from '../notify.ts'

const failures: Record<ReplayAct, string> = {
  pause: 'The replay was not paused',
  resume: 'The replay does not go on',
  cancel: 'The replay was not cancelled',
}

/** Pauses, resumes and cancels a replay. */
export function useReplayAct({ id }: Pick<Replay, 'id'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: ReplayAct) => changeReplay(id, act),
    onSuccess: (replay) => applyReplay(client, replay),
    onError: (error, act) => {
      notifyFailed(failures[act], error)
      // It may have ended meanwhile.
      void client.invalidateQueries({ queryKey: replaysQuery.queryKey })
      void client.invalidateQueries({ queryKey: ['replay', id] })
    },
  })
}
