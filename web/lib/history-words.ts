import { capital } from '../../shared/capital.ts'
import type { EventSummary } from '../../shared/event.ts'
import { clockSeconds, sinceTime } from './time.ts'

/** `Failed when it came, at 14:02:07; verified since 14:20.` Null where the verdict never changed. */
export function historyWords(
  event: Pick<EventSummary, 'verdict' | 'verdictAtReceipt' | 'verdictChangedAt' | 'receivedAt'>,
  now: number,
): string | null {
  const { verdict, verdictAtReceipt, verdictChangedAt, receivedAt } = event
  if (verdictChangedAt === null) return null
  const since = sinceTime(verdictChangedAt, now)
  if (verdict === verdictAtReceipt) return `Checked again; since ${since} the verdict of its receipt stands.`
  const came = `${capital(verdictAtReceipt)} when it came, at ${clockSeconds(receivedAt)}`
  return `${came}; ${verdict} since ${since}.`
}
