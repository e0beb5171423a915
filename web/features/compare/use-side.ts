import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body, EventDetail, HeaderPair } from '../../../shared/event.ts'
import { samplePayload } from '../../../shared/stack/samples.ts'
import { ApiError } from '../../api/client.ts'
import { deliveryQuery } from '../../api/deliveries.ts'
import { eventQuery } from '../../api/events.ts'

/** What one side of a comparison shows. */
export interface Side {
  kind: 'event' | 'delivery' | 'sample'
  /** The event behind it; null: a sample has none. */
  event: EventDetail | null
  /** Of a delivery: where it was sent. */
  url: string | null
  type: string | null
  body: Body
  /** Null: a sample has none. */
  headers: HeaderPair[] | null
}

export type SideState =
  | { kind: 'pending' }
  | { kind: 'missing'; message: string }
  | { kind: 'failed'; error: unknown; retry(): void }
  | { kind: 'ready'; side: Side }

/**
 * One side by its name in the address: `evt_…` is an event, `dlv_…` what a delivery sent, `sample` a sample of the
 * type of the other side.
 */
export function useSide(name: string, other: string): SideState {
  const isSample = name === 'sample'
  const own = useNamed(isSample ? null : name)
  const others = useNamed(isSample && other !== 'sample' ? other : null)
  const type = others.kind === 'ready' ? others.side.type : null
  const sample = useMemo(() => (type === null ? null : sampleText(type)), [type])
  if (!isSample) return own
  if (other === 'sample')
    return { kind: 'missing', message: 'A sample is made of the type of the other side.' }
  if (others.kind !== 'ready') return others
  if (sample === null) return { kind: 'missing', message: 'There is no sample of this type.' }
  return {
    kind: 'ready',
    side: {
      kind: 'sample',
      event: null,
      url: null,
      type,
      body: { encoding: 'utf8', text: sample },
      headers: null,
    },
  }
}

function useNamed(name: string | null): SideState {
  const isDelivery = name?.startsWith('dlv_') ?? false
  const delivery = useQuery({ ...deliveryQuery(name ?? ''), enabled: isDelivery })
  const eventId = isDelivery ? (delivery.data?.eventId ?? null) : name
  const event = useQuery({ ...eventQuery(eventId ?? ''), enabled: eventId !== null })
  const asked = isDelivery && delivery.data === undefined ? delivery : event
  if (isDelivery && delivery.data?.eventId === null) {
    return { kind: 'missing', message: 'This delivery was a test: no event stands behind it.' }
  }
  if (isDelivery && delivery.data?.attempts === 0) {
    return { kind: 'missing', message: 'This delivery has sent nothing yet.' }
  }
  if (asked.isError) {
    return asked.error instanceof ApiError && asked.error.status === 404
      ? { kind: 'missing', message: 'It was deleted, or the link is from another Hooklens.' }
      : { kind: 'failed', error: asked.error, retry: () => void asked.refetch() }
  }
  if (event.data === undefined || (isDelivery && delivery.data === undefined)) return { kind: 'pending' }
  const sent = delivery.data
  return {
    kind: 'ready',
    side: {
      kind: isDelivery ? 'delivery' : 'event',
      event: event.data,
      url: sent?.url ?? null,
      type: event.data.type,
      body: sent?.editedBody ?? event.data.body,
      headers: sent?.attemptList.at(-1)?.request.headers ?? event.data.headers,
    },
  }
}

function sampleText(type: string): string | null {
  const payload = samplePayload(type, { uuid: () => crypto.randomUUID(), now: () => Date.now() })
  return payload && JSON.stringify(payload)
}
