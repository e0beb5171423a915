import type { DeliveryMark } from '../../../shared/delivery-mark.ts'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { EventSummary } from '../../../shared/event.ts'
import type { Flag } from '../../../shared/flag.ts'
import { causeNames } from '../../lib/cause-names.ts'
import { flagNames } from '../../lib/flag-words.ts'
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

/** The mark of deliveries that was clicked, or null: the click means something else. */
export function markAt({ target }: { target: EventTarget }): DeliveryMark | null {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-delivery]') : null
  return (mark?.dataset['delivery'] as DeliveryMark | undefined) ?? null
}

/** The flag that was clicked, or null: the click means something else. */
export function flagAt({ target }: { target: EventTarget }): Flag | null {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-flag]') : null
  return (mark?.dataset['flag'] as Flag | undefined) ?? null
}

/** The cause whose chip was clicked, or null: the click means the row. */
export function causeAt({ target }: { target: EventTarget }): CauseCode | null {
  const chip = target instanceof Element ? target.closest<HTMLElement>('[data-cause]') : null
  return (chip?.dataset['cause'] as CauseCode | undefined) ?? null
}
