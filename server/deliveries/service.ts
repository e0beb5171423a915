import type { z } from 'zod'
import type {
  Delivery,
  DeliveryDetail,
  DeliveryPage,
  listDeliveriesQuerySchema,
  ReplayEvent,
} from '../../shared/delivery.ts'
import type { AppContext } from '../context.ts'
import { signingSecret } from '../deliver/signing-secret.ts'
import { AppError, invalid, notFound } from '../errors.ts'
import type { DeliveryRecord } from '../store/delivery-store.ts'
import { requireTarget } from '../targets/service.ts'
import { type Destination, newDelivery } from './make.ts'
import { showDelivery, showDeliveryWhole } from './show.ts'

export async function listDeliveries(
  ctx: AppContext,
  { cursor, limit, ...filter }: z.infer<typeof listDeliveriesQuerySchema>,
): Promise<DeliveryPage> {
  const records = await ctx.store.deliveries.list(filter, cursor ?? null, limit + 1)
  const page = records.slice(0, limit)
  return {
    deliveries: page.map((record) => showDelivery(ctx, record)),
    nextCursor: records.length > limit ? (page.at(-1)?.seq ?? null) : null,
  }
}

/** @throws AppError 404 */
export async function getDelivery(ctx: AppContext, id: string): Promise<DeliveryDetail> {
  const record = await ctx.store.deliveries.get(id)
  if (!record) throw noDelivery(id)
  return showDeliveryWhole(ctx, record)
}

/** Sends a stored event to a target or a URL, once. @throws AppError 400 or 404 */
export async function replayEvent(ctx: AppContext, eventId: string, ask: ReplayEvent): Promise<Delivery> {
  const event = await ctx.store.events.get(eventId)
  if (!event) throw notFound('event', `There is no event "${eventId}".`)
  const target = ask.targetId === undefined ? null : requireTarget(ctx, ask.targetId)
  if (ask.signature === 'resign') {
    const choice = { secretId: ask.secretId ?? null, text: ask.secret ?? null, target }
    const secret = signingSecret(ctx, { ...choice, endpointId: event.endpointId })
    if ('problem' in secret) throw invalid('signature', secret.problem)
  }
  const edit = { method: ask.method, headers: ask.headers }
  const destination: Destination = target ? { target } : { url: ask.url as string }
  const delivery = newDelivery(ctx, destination, {
    kind: 'replay',
    signature: ask.signature,
    secretId: ask.secretId ?? null,
    newMessageId: messageId(ctx, ask.newMessageId),
    edit: edit.method === undefined && edit.headers === undefined ? null : edit,
    editedBody: ask.body ? Buffer.from(ask.body.text, ask.body.encoding) : null,
  })
  const secret = ask.secret === undefined ? null : ctx.seal.seal(ask.secret, delivery.id)
  const record = await ctx.store.deliveries.insert({ ...delivery, secret }, eventId)
  if (!record) throw notFound('event', `There is no event "${eventId}".`)
  // Whoever asks by hand wants to see what happens now, also of a target that is down.
  if (ctx.worker.circuit(record.route).state === 'closed') ctx.worker.wake(record.route)
  else ctx.worker.resume(record.route)
  changed(ctx, record)
  return showDelivery(ctx, record)
}

/** Sends a delivery that has ended once more, or one that waits for its time at once. @throws AppError 404 or 409 */
export async function retryDelivery(ctx: AppContext, id: string): Promise<Delivery> {
  const before = await requireDelivery(ctx, id)
  if (before.targetId !== null) requireTarget(ctx, before.targetId)
  const record = ctx.worker.hasInHand(id) ? null : await ctx.store.deliveries.retry(id, ctx.now())
  if (!record) {
    const message = 'This delivery is being sent now, or waits for an earlier one about the same entity.'
    throw new AppError(409, 'DELIVERY_UNDER_WAY', message)
  }
  ctx.worker.resume(record.route)
  changed(ctx, record)
  return showDelivery(ctx, record)
}

/** @throws AppError 404 or 409 */
export async function cancelDelivery(ctx: AppContext, id: string): Promise<Delivery> {
  await requireDelivery(ctx, id)
  const record = await ctx.store.deliveries.cancel(id, ctx.now())
  if (!record)
    throw new AppError(409, 'DELIVERY_ENDED', 'This delivery has ended: there is nothing to cancel.')
  await ctx.worker.takeBack((delivery) => delivery.id === id)
  await ctx.worker.noteCancelled()
  changed(ctx, record)
  return showDelivery(ctx, record)
}

async function requireDelivery(ctx: AppContext, id: string): Promise<DeliveryRecord> {
  const record = await ctx.store.deliveries.get(id)
  if (record) return record
  throw noDelivery(id)
}

function messageId(ctx: AppContext, asked: boolean | string): string | null {
  if (typeof asked === 'string') return asked
  return asked ? ctx.newId('msg', ctx.now()) : null
}

function changed({ bus }: AppContext, { eventId, targetId, replayId }: DeliveryRecord): void {
  bus.publish({ kind: 'deliveries', eventId, targetId, replayId })
}

function noDelivery(id: string): AppError {
  return notFound('delivery', `There is no delivery "${id}": it went with its event, or was never made here.`)
}
