import type { DeliveryMark } from '../../../shared/delivery-mark.ts'
import type { EventSummary } from '../../../shared/event.ts'
import { causeNames } from '../../lib/cause-names.ts'
import { flagNames } from '../../lib/flag-words.ts'
import { schemaNotes } from '../../lib/schema-words.ts'
import { clockTime } from '../../lib/time.ts'
import { visibleString } from '../../lib/visible-text.ts'

/** The sender lists its newest secret first: one that matches further on is being replaced. */
export function isRotating({ verdict, verifiedBy }: EventSummary): boolean {
  return verdict === 'verified' && (verifiedBy?.position ?? 1) >= 2
}

/** It failed when it came, and was verified again since. */
export function isVerifiedLater({ verdict, verdictAtReceipt }: EventSummary): boolean {
  return verdict === 'verified' && verdictAtReceipt === 'failed'
}

/** The row as it is read aloud. */
export function rowName(event: EventSummary): string {
  const what = event.type ?? `${event.method} ${event.path}`
  const notes = [
    event.topCause && causeNames[event.topCause],
    isRotating(event) && 'rotating',
    isVerifiedLater(event) && 'verified later',
    event.schema && schemaNotes[event.schema]?.name,
    ...event.flags.map((flag) => flagNames[flag]),
    event.deliveryMark && deliveryWords[event.deliveryMark],
  ]
  const parts = [event.verdict, what, event.about, clockTime(event.receivedAt), ...notes]
  return visibleString(parts.filter(Boolean).join(', '))
}

/** What became of an event that was sent on, in a few words. */
export const deliveryWords: Record<DeliveryMark, string> = {
  failed: 'a delivery failed',
  due: 'a delivery is on its way',
  delivered: 'delivered',
}
