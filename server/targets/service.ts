import { randomUUID } from 'node:crypto'
import { isCredentialHeader } from '../../shared/credential-header.ts'
import type { DeliveryDetail } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { fold } from '../../shared/query/fold.ts'
import type { QueryError } from '../../shared/query/query.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import {
  type CreateTarget,
  createTargetSchema,
  MAX_TARGETS,
  type Target,
  type UpdateTarget,
} from '../../shared/target.ts'
import { ConfigError } from '../config.ts'
import type { AppContext } from '../context.ts'
import { cancelDue } from '../deliver/cancel-due.ts'
import { newDelivery } from '../deliveries/make.ts'
import { showDeliveryWhole } from '../deliveries/show.ts'
import type { OpenSecret } from '../endpoints/registry.ts'
import { userSecrets } from '../endpoints/service.ts'
import { AppError, invalid, notFound } from '../errors.ts'
import { readQuery } from '../read-query.ts'
import type { TargetChange } from '../store/delivery-store.ts'
import { isUsable, secretHint } from '../verify/secret.ts'
import { masked, unmasked } from './credentials.ts'
import { headersContext, type OpenTarget } from './registry.ts'

/** A test waits for a place among the requests in flight, and then for its answer. */
const LONGEST_TEST_MS = 300_000

export async function listTargets(ctx: AppContext): Promise<Target[]> {
  const counts = await ctx.store.targets.counts()
  return ctx.targets.list().map((target) => show(ctx, target, counts))
}

/** @throws NameTakenError, AppError 400 or 409 */
export async function createTarget(ctx: AppContext, input: CreateTarget): Promise<Target> {
  readQuery(input.forward.query, 'forward.query')
  if (ctx.targets.list().length >= MAX_TARGETS) {
    const message = `There are ${MAX_TARGETS} targets already: delete one that is not needed.`
    throw new AppError(409, 'TOO_MANY_TARGETS', message)
  }
  const id = await insert(ctx, input)
  await changed(ctx)
  return getTarget(ctx, id)
}

/** @throws NameTakenError, AppError 400, 404 or 409 */
export async function updateTarget(ctx: AppContext, id: string, change: UpdateTarget): Promise<Target> {
  const target = requireTarget(ctx, id)
  refuseConfigured(ctx, target)
  if (change.forward) readQuery(change.forward.query, 'forward.query')
  const headers = change.headers && unmasked(change.headers, target.headers)
  refuseToCarryOver(target, change, headers)
  if (!(await ctx.store.targets.update(id, sealed(ctx, id, { ...change, headers })))) throw noTarget(id)
  await changed(ctx)
  // It may be due only to what was changed that it was down.
  ctx.worker.resume(id)
  return getTarget(ctx, id)
}

/** @throws AppError 404 or 409 */
export async function deleteTarget(ctx: AppContext, id: string): Promise<void> {
  refuseConfigured(ctx, requireTarget(ctx, id))
  // What was claimed and not begun is cancelled with the rest.
  await ctx.worker.takeBack(({ targetId }) => targetId === id)
  if (!(await ctx.store.targets.delete(id, ctx.now()))) throw noTarget(id)
  await changed(ctx)
  await ctx.worker.noteCancelled()
  ctx.bus.publish({ kind: 'cancelled', targetId: id })
}

/**
 * Sends a sample, once, and waits for what comes of it: signed with the target's secret, else with the newest of an
 * endpoint; without a signature where there is none. @throws AppError 404
 */
export async function testTarget(ctx: AppContext, id: string): Promise<DeliveryDetail> {
  const target = requireTarget(ctx, id)
  const payload = samplePayload('user.created', { uuid: randomUUID, now: ctx.now })
  const headers: HeaderPair[] = [
    ['content-type', 'application/json'],
    ['user-agent', 'Hooklens-Test'],
  ]
  const secretId = target.secret ? null : (newestSecret(ctx)?.id ?? null)
  const delivery = newDelivery(
    ctx,
    { target },
    {
      kind: 'test',
      urgent: true,
      signature: target.secret || secretId ? 'resign' : 'none',
      secretId,
      newMessageId: ctx.newId('msg', ctx.now()),
      edit: { method: 'POST', headers },
      editedBody: Buffer.from(JSON.stringify(payload)),
    },
  )
  const made = ctx.worker.nextAttempt(delivery.id, LONGEST_TEST_MS)
  await ctx.store.deliveries.insert(delivery, null)
  // It tells by itself whether a target that was down is up again.
  ctx.worker.resume(delivery.route)
  ctx.worker.wake(delivery.route, { urgent: true })
  await made
  const record = await ctx.store.deliveries.get(delivery.id)
  if (!record) throw noTarget(id)
  return showDeliveryWhole(ctx, record)
}

/**
 * Whoever sees a credential masked must not learn it by sending it to a server of his own: at another origin it is to
 * be written anew. @throws AppError 400
 */
function refuseToCarryOver(
  target: OpenTarget,
  { url, headers: written }: UpdateTarget,
  headers: HeaderPair[] | undefined,
): void {
  if (url === undefined || new URL(url).origin === new URL(target.url).origin) return
  const kept = (headers ?? target.headers).findIndex(
    ([name, value], i) => isCredentialHeader(name) && (written === undefined || written[i]?.[1] !== value),
  )
  if (kept === -1) return
  const [name] = (headers ?? target.headers)[kept] as HeaderPair
  throw invalid(`headers.${kept}`, `The URL leads to another host: write ${name} again, or leave it out.`)
}

function newestSecret({ registry, now }: AppContext): OpenSecret | undefined {
  return registry
    .list()
    .flatMap(userSecrets)
    .filter((secret) => isUsable(secret, now()))
    .reduce<OpenSecret | undefined>(
      (newest, secret) => (newest && newest.createdAt > secret.createdAt ? newest : secret),
      undefined,
    )
}

/** @throws AppError 404 */
export async function resumeTarget(ctx: AppContext, id: string): Promise<Target> {
  requireTarget(ctx, id)
  ctx.worker.resume(id)
  return getTarget(ctx, id)
}

/** Cancels what is due to a target; gives how many. @throws AppError 404 */
export async function cancelDueOf(ctx: AppContext, id: string): Promise<number> {
  requireTarget(ctx, id)
  const cancelled = await cancelDue(ctx, { targetId: id })
  ctx.bus.publish({ kind: 'cancelled', targetId: id })
  return cancelled
}

/** @throws AppError 404 */
export function requireTarget(ctx: AppContext, id: string): OpenTarget {
  const target = ctx.targets.get(id)
  if (target) return target
  throw noTarget(id)
}

/** Makes the targets that the configuration file names what it says. @throws ConfigError */
export async function applyConfiguredTargets(ctx: AppContext): Promise<void> {
  for (const { name, secret, ...wanted } of ctx.config.targets) {
    const input = createTargetSchema.parse({ ...wanted, name, secret })
    try {
      readQuery(input.forward.query, 'forward.query')
    } catch (error) {
      throw new ConfigError(
        `The target "${name}" of the configuration file: ${(error as QueryError).message}`,
      )
    }
    const known = ctx.targets.list().find((target) => isSameName(target.name, name))
    if (known) await ctx.store.targets.update(known.id, sealed(ctx, known.id, input))
    else await insert(ctx, input)
  }
  if (ctx.config.targets.length > 0) await ctx.targets.reload()
}

async function insert(ctx: AppContext, input: CreateTarget): Promise<string> {
  const now = ctx.now()
  const id = ctx.newId('tgt', now)
  const { headers, secret, ...rest } = input
  await ctx.store.targets.insert({
    ...rest,
    id,
    headers: ctx.seal.seal(JSON.stringify(headers), headersContext(id)),
    secret: secret === null ? null : ctx.seal.seal(secret, id),
    createdAt: now,
  })
  return id
}

function sealed(ctx: AppContext, id: string, { headers, secret, ...rest }: UpdateTarget): TargetChange {
  const plain = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...plain,
    ...(headers && { headers: ctx.seal.seal(JSON.stringify(headers), headersContext(id)) }),
    ...(secret !== undefined && { secret: secret === null ? null : ctx.seal.seal(secret, id) }),
  }
}

async function getTarget(ctx: AppContext, id: string): Promise<Target> {
  return show(ctx, requireTarget(ctx, id), await ctx.store.targets.counts())
}

function show(
  ctx: AppContext,
  target: OpenTarget,
  counts: Map<string, { due: number; failed: number }>,
): Target {
  const { id, name, url, headers, timeoutMs, followRedirects, maxInFlight, secret, retry, forward } = target
  return {
    id,
    name,
    url,
    headers: masked(headers),
    timeoutMs,
    followRedirects,
    maxInFlight,
    secret: secret && {
      hint: secretHint(secret.text),
      problem: secret.parsed.ok ? null : secret.parsed.problem,
    },
    retry,
    forward,
    circuit: ctx.worker.circuit(id),
    counts: counts.get(id) ?? { due: 0, failed: 0 },
    configured: isConfigured(ctx, target),
    createdAt: target.createdAt,
  }
}

async function changed(ctx: AppContext): Promise<void> {
  await ctx.targets.reload()
  ctx.bus.publish({ kind: 'targets' })
}

function isConfigured(ctx: AppContext, { name }: OpenTarget): boolean {
  return ctx.config.targets.some((target) => isSameName(target.name, name))
}

function isSameName(a: string, b: string): boolean {
  return fold(a) === fold(b)
}

function refuseConfigured(ctx: AppContext, target: OpenTarget): void {
  if (!isConfigured(ctx, target)) return
  const message = `The configuration file sets the target "${target.name}". Change it there, and start Hooklens again.`
  throw new AppError(409, 'TARGET_CONFIGURED', message)
}

function noTarget(id: string): AppError {
  return notFound('target', `There is no target "${id}": it was deleted, or never made here.`)
}
