import type { DeliveryKind } from '../../shared/delivery.ts'
import type { Entity } from '../../shared/event.ts'
import type { SignatureMode } from '../../shared/target.ts'
import type { AppContext } from '../context.ts'
import type { NewDelivery } from '../store/delivery-store.ts'

/** Where a delivery goes: to a target, or to a URL that is none. */
export type Destination = { target: { id: string; url: string } } | { url: string }

/** A delivery to be made now, plain but for what is named. */
export function newDelivery(
  { newId, now }: Pick<AppContext, 'newId' | 'now'>,
  destination: Destination,
  how: { kind: DeliveryKind; signature: SignatureMode } & Partial<NewDelivery>,
): NewDelivery {
  const createdAt = now()
  const target = 'target' in destination ? destination.target : null
  const url = 'target' in destination ? destination.target.url : destination.url
  return {
    id: newId('dlv', createdAt),
    targetId: target?.id ?? null,
    url,
    route: target?.id ?? new URL(url).origin,
    lane: null,
    secretId: null,
    secret: null,
    newMessageId: null,
    edit: null,
    editedBody: null,
    retry: [],
    urgent: false,
    replayId: null,
    createdAt,
    ...how,
  }
}

/** The lane of what is about one entity: it goes to a target in the order of its arrival. */
export function laneOf(targetId: string, entity: Entity | null): string | null {
  return entity && `${targetId} ${entity.kind} ${entity.id}`
}
