import type { ReverifyProgress } from '../../shared/endpoint.ts'
import { formatCount, plural } from './format.ts'

/** `312 of 1,284 events have another verdict now.` */
export function reverifiedWords({ checked, changed }: Pick<ReverifyProgress, 'checked' | 'changed'>): string {
  if (changed === 0) return 'No verdict changed.'
  if (checked === 1) return 'The event has another verdict now.'
  return `${formatCount(changed)} of ${plural(checked, 'event')} ${changed === 1 ? 'has' : 'have'} another verdict now.`
}

/** `41,200 of 100,000 checked, 312 changed` */
export function progressWords({ total, checked, changed }: ReverifyProgress): string {
  const done = `${formatCount(checked)} of ${formatCount(total)} checked`
  return changed === 0 ? done : `${done}, ${formatCount(changed)} changed`
}
