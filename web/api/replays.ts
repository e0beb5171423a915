import { type QueryClient, queryOptions } from '@tanstack/react-query'
import {
  type CreateReplayInput,
  type Replay,
  replayListSchema,
  replayPlanSchema,
  replaySchema,
} from '../../shared/replay.ts'
import { callApi } from './client.ts'

/** As many as the server lists. */
const LISTED = 50

/** The newest bulk replays, newest first; the live stream says how far they are. */
export const replaysQuery = queryOptions({
  queryKey: ['replays'],
  queryFn: async ({ signal }) =>
    (await callApi('/api/replays', { schema: replayListSchema, signal })).replays,
})

export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => callApi(path(id), { schema: replaySchema, signal }),
  })

/** What a replay would send; nothing is sent. */
export function planReplay(input: CreateReplayInput, signal: AbortSignal) {
  const body = { ...input, dryRun: true }
  return callApi('/api/replays', { method: 'POST', body, schema: replayPlanSchema, signal })
}

export function startReplay(input: CreateReplayInput) {
  return callApi('/api/replays', { method: 'POST', body: input, schema: replaySchema })
}

export type ReplayAct = 'pause' | 'resume' | 'cancel'

export function changeReplay(id: string, act: ReplayAct) {
  return callApi(`${path(id)}/${act}`, { method: 'POST', schema: replaySchema })
}

/** Puts a replay, as it is now, where the page holds it; one that is new comes first. */
export function applyReplay(client: QueryClient, replay: Replay): void {
  client.setQueryData(replayQuery(replay.id).queryKey, (before) => before && replay)
  client.setQueryData(replaysQuery.queryKey, (before) => before && withReplay(before, replay))
}

/** The list with this replay as it is now. */
export function withReplay(replays: Replay[], replay: Replay): Replay[] {
  const at = replays.findIndex(({ id }) => id === replay.id)
  return at === -1 ? [replay, ...replays].slice(0, LISTED) : replays.with(at, replay)
}

function path(id: string): string {
  return `/api/replays/${encodeURIComponent(id)}`
}
