import type { ReactNode } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import { HeadersTab } from './headers-tab.tsx'
import { PayloadTab } from './payload-tab.tsx'
import { VerificationTab } from './verification-tab.tsx'

export interface Tab {
  id: string
  name: string
  /** Stands beside the name where it says something. */
  count: number | null
  draw(event: EventDetail): ReactNode
}

/** The tabs of an event, in their order: for the mouse and the keyboard alike. */
export function tabsOf(event: EventDetail): Tab[] {
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
  ]
}
