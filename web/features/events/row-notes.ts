import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { EventSummary } from '../../../shared/event.ts'
import { causeNames } from '../../lib/cause-names.ts'
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
  ]
  const parts = [event.verdict, what, event.about, clockTime(event.receivedAt), ...notes]
  return visibleString(parts.filter(Boolean).join(', '))
}

/** The cause whose chip was clicked, or null: the click means the row. */
export function causeAt({ target }: { target: EventTarget }): CauseCode | null {
  const chip = target instanceof Element ? target.closest<HTMLElement>('[data-cause]') : null
  return (chip?.dataset['cause'] as CauseCode | undefined) ?? null
}
