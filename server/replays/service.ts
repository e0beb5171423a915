import type { EventSummary } from '../../shared/event.ts'
import { atTime, printQuery } from '../../shared/query/query.ts'
import type { CreateReplay, Replay, ReplayPlan } from '../../shared/replay.ts'
import type { AppContext } from '../context.ts'
import { cancelDue } from '../deliver/cancel-due.ts'
import { signingSecret } from '../deliver/signing-secret.ts'
import { AppError, invalid, notFound } from '../errors.ts'
import { readQuery } from '../read-query.ts'
import { requireTarget } from '../targets/service.ts'
import { measureQuery, planEvents, planQuery, takesMs } from './plan.ts'
import { showReplay } from './replayer.ts'

const MAX_LISTED = 50
/** Ids that are looked up together. */
const IDS = 500

export async function listReplays(ctx: AppContext): Promise<Replay[]> {
  return (await ctx.store.replays.list(MAX_LISTED)).map((replay) => showReplay(ctx, replay))
}

/** @throws AppError 404 */
export async function getReplay(ctx: AppContext, id: string): Promise<Replay> {
  const replay = await ctx.store.replays.get(id)
  if (!replay) throw noReplay(id)
  return showReplay(ctx, replay)
}

/** What a replay would send, and how long it takes. @throws AppError 400 or 404 */
export async function planReplay(
  ctx: AppContext,
  ask: CreateReplay,
  signal: AbortSignal,
): Promise<ReplayPlan> {
  const target = requireTarget(ctx, ask.targetId)
  const { upTo, askedAt, query } = asked(ctx, ask)
  const plan = ask.ids ? planEvents(await eventsOf(ctx, ask.ids)) : await planQuery(ctx, query, upTo, signal)
  const { ratePerSecond, stopOnFailure } = ask
  const took = await takesMs(ctx, target, { total: plan.total, ratePerSecond, oneByOne: stopOnFailure })
  return { ...plan, takesMs: took, upTo, askedAt }
}

/** Begins a replay of many events. @throws AppError 400, 404 or 409 */
export async function startReplay(ctx: AppContext, ask: CreateReplay, signal: AbortSignal): Promise<Replay> {
  const target = requireTarget(ctx, ask.targetId)
  const { upTo, query } = asked(ctx, ask)
  const chosen = ask.ids ? await eventsOf(ctx, ask.ids) : null
  const { total, complete } = chosen ? planEvents(chosen) : await measureQuery(ctx, query, upTo, signal)
  if (total === 0 && complete)
    throw new AppError(409, 'NOTHING_TO_REPLAY', 'No stored event matches: nothing is sent.')
  refuseUnsignable(ctx, ask, chosen)
  const now = ctx.now()
  const ids = chosen?.map(({ id }) => id) ?? null
  const replay = {
    id: ctx.newId('rpl', now),
    targetId: target.id,
    query: chosen ? null : printQuery(query),
    chosen: ask.order === 'newest' ? (ids?.reverse() ?? null) : ids,
    signature: ask.signature,
    newMessageId: ask.newMessageId,
    order: ask.order,
    ratePerSecond: ask.ratePerSecond,
    stopOnFailure: ask.stopOnFailure,
    state: 'running' as const,
    upTo,
    cursor: null,
    total,
    started: 0,
    delivered: 0,
    failed: 0,
    cancelled: 0,
    createdAt: now,
    finishedAt: null,
  }
  await ctx.store.replays.insert(replay)
  ctx.replayer.wake(replay.id)
  return showReplay(ctx, replay)
}

/** What is in hand is still sent. @throws AppError 404 or 409 */
export function pauseReplay(ctx: AppContext, id: string): Promise<Replay> {
  return change(ctx, id, ['running'], 'paused')
}

/** @throws AppError 404 or 409 */
export async function resumeReplay(ctx: AppContext, id: string): Promise<Replay> {
  const replay = await change(ctx, id, ['paused'], 'running')
  ctx.replayer.wake(id)
  return replay
}

/** What is on its way already still arrives. @throws AppError 404 or 409 */
export async function cancelReplay(ctx: AppContext, id: string): Promise<Replay> {
  const { targetId } = await change(ctx, id, ['running', 'paused'], 'cancelled')
  await cancelDue(ctx, { targetId, replayId: id })
  const replay = await getReplay(ctx, id)
  ctx.bus.publish({ kind: 'replay', replay })
  ctx.bus.publish({ kind: 'cancelled', targetId: replay.targetId })
  return replay
}

async function change(
  ctx: AppContext,
  id: string,
  from: Replay['state'][],
  to: Replay['state'],
): Promise<Replay> {
  const changed = await ctx.store.replays.setState(id, from, to, ctx.now())
  if (changed) {
    const replay = showReplay(ctx, changed)
    ctx.bus.publish({ kind: 'replay', replay })
    return replay
  }
  const { state } = await getReplay(ctx, id)
  throw new AppError(409, 'REPLAY_STATE', `This replay is ${state}.`)
}

function asked(ctx: AppContext, { query, upTo, askedAt = ctx.now() }: CreateReplay) {
  const lastSeq = ctx.store.events.lastSeq()
  return {
    upTo: Math.min(upTo ?? lastSeq, lastSeq),
    askedAt,
    query: atTime(readQuery(query ?? '', 'query'), askedAt),
  }
}

/** Those that are there, in the order of their arrival. */
async function eventsOf(ctx: AppContext, ids: string[]): Promise<EventSummary[]> {
  const events: EventSummary[] = []
  const once = [...new Set(ids)]
  for (let at = 0; at < once.length; at += IDS) {
    events.push(...(await ctx.store.events.summaries(once.slice(at, at + IDS))))
  }
  return events.sort((a, b) => a.seq - b.seq)
}

/** Where no secret can sign at all, the first of thousands of failures is told now. */
function refuseUnsignable(ctx: AppContext, ask: CreateReplay, chosen: EventSummary[] | null): void {
  if (ask.signature !== 'resign') return
  const target = requireTarget(ctx, ask.targetId)
  const endpoints = chosen
    ? chosen.map(({ endpointId }) => endpointId)
    : ctx.registry.list().map(({ id }) => id)
  const secrets = [...new Set(endpoints)].map((endpointId) =>
    signingSecret(ctx, { secretId: null, text: null, target, endpointId }),
  )
  const [first] = secrets
  if (first && 'problem' in first && secrets.every((secret) => 'problem' in secret)) {
    throw invalid('signature', first.problem)
  }
}

function noReplay(id: string): AppError {
  return notFound('replay', `There is no replay "${id}".`)
}
