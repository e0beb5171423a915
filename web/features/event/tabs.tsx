import { lazy, type ReactNode, Suspense } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { DeliveriesTab } from './deliveries/deliveries-tab.tsx'
import type { EventPlace } from './event-place.ts'
import { HeadersTab } from './headers-tab.tsx'
import { PayloadTab } from './payload-tab.tsx'
import { VerificationTab } from './verification-tab.tsx'

const HistoryTab = lazy(() =>
  import('./history/history-tab.tsx').then((module) => ({ default: module.HistoryTab })),
)
const MessageTab = lazy(() =>
  import('./message/message-tab.tsx').then((module) => ({ default: module.MessageTab })),
)

export interface Tab {
  id: string
  name: string
  /** Stands beside the name where it says something. */
  count: number | string | null
  draw(event: EventDetail, pane: PaneParts): ReactNode
}

/** What a tab can do beside drawing the event. */
export interface PaneParts {
  place: EventPlace
  onPlace(place: Partial<EventPlace>): void
  onReplay(): void
  onSendAgain(): void
}

export interface TabCounts {
  deliveries: number | string | null
  /** Of events of its message; null: there is no tab for them. */
  message: number | string | null
}

/** The tabs of an event, in their order: for the mouse and the keyboard alike. */
export function tabsOf(event: EventDetail, { deliveries, message }: TabCounts): Tab[] {
  return [
    { id: 'payload', name: 'Payload', count: null, draw: (drawn) => <PayloadTab event={drawn} /> },
    {
      id: 'headers',
      name: 'Headers',
      count: event.headers.length,
      draw: (drawn) => <HeadersTab event={drawn} />,
    },
    {
      id: 'verification',
      name: 'Verification',
      count: null,
      draw: (drawn) => <VerificationTab event={drawn} />,
    },
    {
      id: 'deliveries',
      name: 'Deliveries',
      count: deliveries,
      draw: (drawn, pane) => <DeliveriesTab event={drawn} {...pane} />,
    },
    ...(message === null
      ? []
      : [
          {
            id: 'message',
            name: 'Message',
            count: message === '' ? null : message,
            draw: (drawn: EventDetail) => (
              <Suspense fallback={<PlaceholderRows label="Loading the message" rows={6} />}>
                <MessageTab event={drawn} />
              </Suspense>
            ),
          },
        ]),
    ...(event.entity === null
      ? []
      : [
          {
            id: 'history',
            name: 'History',
            count: null,
            draw: (drawn: EventDetail) => (
              <Suspense fallback={<PlaceholderRows label="Loading the history" rows={6} />}>
                <HistoryTab event={drawn} />
              </Suspense>
            ),
          },
        ]),
  ]
}
