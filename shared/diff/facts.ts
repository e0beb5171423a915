import type { EventSummary } from '../event.ts'
import type { FactChange } from '../event-diff.ts'

type Facts = Pick<
  EventSummary,
  | 'endpointSlug'
  | 'receivedAt'
  | 'sentAt'
  | 'messageId'
  | 'method'
  | 'path'
  | 'query'
  | 'remoteAddress'
  | 'type'
  | 'entity'
  | 'verdict'
  | 'size'
> & { httpVersion: string }

/** What two events hardly ever have in common. */
const noisy: ReadonlySet<FactChange['fact']> = new Set(['receivedAt', 'sentAt', 'messageId', 'size'])

/** What differs between two events beside their headers and bodies. */
export function compareFacts(left: Facts, right: Facts): FactChange[] {
  const before = factsOf(left)
  const after = factsOf(right)
  return before.flatMap(([fact, value], place) => {
    const other = after[place]?.[1] ?? null
    return value === other ? [] : [{ fact, before: value, after: other, noise: noisy.has(fact) }]
  })
}

function factsOf(event: Facts): [FactChange['fact'], string | number | null][] {
  const { entity } = event
  return [
    ['endpoint', event.endpointSlug],
    ['type', event.type],
    ['entity', entity && `${entity.kind} ${entity.id}`],
    ['verdict', event.verdict],
    ['receivedAt', event.receivedAt],
    ['sentAt', event.sentAt],
    ['messageId', event.messageId],
    ['method', event.method],
    ['path', event.path],
    ['query', event.query],
    ['httpVersion', event.httpVersion],
    ['remoteAddress', event.remoteAddress],
    ['size', event.size],
  ]
}
