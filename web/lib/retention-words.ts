import { assertNever } from '../../shared/assert-never.ts'
import { hasLimit, type Retention, type RetentionPreview } from '../../shared/retention.ts'
import { formatSize, plural } from './format.ts'
import { relativeTime, sinceTime } from './time.ts'

const ageUnits = [
  { ms: 86_400_000, one: 'day' },
  { ms: 3_600_000, one: 'hour' },
  { ms: 60_000, one: 'minute' },
  { ms: 1000, one: 'second' },
]

/** An age in the largest unit that it is whole in: `30 days`, `36 hours`. */
export function formatAge(ms: number): string {
  const unit = ageUnits.find((candidate) => ms % candidate.ms === 0)
  return unit ? plural(ms / unit.ms, unit.one) : `${ms} ms`
}

/** A rule as a sentence. */
export function ruleWords(rule: Retention): string {
  if (!hasLimit(rule)) return 'Everything is kept, until somebody deletes it.'
  const newest = rule.maxCount === null ? null : `the newest ${plural(rule.maxCount, 'event')}`
  const limits = [
    rule.maxAgeMs === null
      ? (newest ?? 'the newest events')
      : `events of the last ${formatAge(rule.maxAgeMs)}`,
    rule.maxAgeMs === null ? null : newest && `${newest} of them at most`,
    rule.maxBytes === null ? null : `up to ${formatSize(rule.maxBytes)} of bodies`,
  ]
  return `Kept: ${limits.filter((part) => part !== null).join(', ')}. What is over goes, oldest first.`
}

/** What saving a rule does to what is stored. */
export function savingWords({ goes, keeps }: RetentionPreview, now: number): string {
  if (goes.events === 0) return 'Saving this deletes nothing now.'
  const size = formatSize(goes.bytes)
  if (keeps.events === 0)
    return `Saving this deletes all that is stored: ${plural(goes.events, 'event')} (${size}).`
  const until = goes.newest === null ? '' : `, received up to ${sinceTime(goes.newest, now)}`
  return `Saving this deletes ${plural(goes.events, 'event')} (${size})${until}. ${plural(keeps.events, 'event stays', 'events stay')} (${formatSize(keeps.bytes)}).`
}

/** What goes next and when, as far as anybody can say; null: nothing does. */
export function nextWords(next: RetentionPreview['next'], now: number): string | null {
  if (next === null) return null
  const event = `Next to go: the event received ${sinceTime(next.receivedAt, now)},`
  const about = next.at === null ? '' : `, ${soonWords(next.at, now)} if they come as in the last 24 h`
  switch (next.by) {
    case 'age':
      return `${event} ${next.at === null || next.at <= now ? 'within a minute' : relativeTime(next.at, now)}.`
    case 'count':
      return next.room === 0
        ? `${event} when the next one comes.`
        : `${event} once ${plural((next.room ?? 0) + 1, 'more event has', 'more events have')} come${about}.`
    case 'bytes':
      return `${event} once more than ${formatSize(next.room ?? 0)} of bodies have come${about}.`
    default:
      return assertNever(next.by)
  }
}

/** `in about 3 h`. */
function soonWords(at: number, now: number): string {
  const words = relativeTime(Math.max(at, now), now)
  return words === 'just now' ? 'at any moment' : words.replace(/^in /, 'in about ')
}
