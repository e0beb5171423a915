import { z } from 'zod'
import { drawsFrom } from '../draws.ts'
import { type EventType, type Family, shortId } from '../event-type.ts'
import { idOf, millis } from '../fields.ts'

/** A whole number in a text. */
const count = z.string().regex(/^\d+$/)

const issueSchema = z.strictObject({
  id: idOf('issue'),
  short_id: count.meta({ description: 'Number of the issue, as a text' }),
  type: z.string().meta({ description: 'Kind of the error, as in TypeError' }),
  value: z.string().meta({ description: 'Message of the error' }),
  culprit: z.string().meta({ description: 'Where in the code it happened' }),
  level: z.literal('error'),
  status: z.enum(['unresolved', 'resolved', 'ignored']),
  substatus: z.enum(['new', 'ongoing', 'regressed']),
  first_seen_at_millis: millis('When it was first seen'),
  last_seen_at_millis: millis('When it was last seen'),
  times_seen: count.meta({ description: 'How often it was seen, as a text' }),
  service_name: z.string().nullable(),
  environment: z.string().nullable(),
  release: z.string().nullable().meta({ description: 'Version of the application' }),
  url: z.string().meta({ description: 'Its page in the dashboard; may be empty' }),
})

export const issueFamily: Family = {
  name: 'issue',
  label: 'Issue',
  entity: { kind: 'issue', id: ['id'] },
  nameOf: (text) => text('value') ?? text('short_id') ?? shortId(text('id')),
  types: [
    issueType('created', 'unresolved', 'new', 'An error was seen for the first time.'),
    issueType('regressed', 'unresolved', 'regressed', 'A resolved error was seen again.'),
    issueType('resolved', 'resolved', 'ongoing', 'Somebody said that it is mended.'),
    issueType('ignored', 'ignored', 'ongoing', 'Somebody said that it does not matter.'),
    issueType('merged', 'unresolved', 'ongoing', 'Issues were found to be one and the same.'),
  ],
}

function issueType(action: string, status: string, substatus: string, sentWhen: string): EventType {
  return {
    type: `issue.${action}`,
    label: `Issue ${action}`,
    sentWhen,
    data: issueSchema,
    says: 'present',
    unsent: [],
    sample: (source) => {
      const id = source.uuid()
      const draws = drawsFrom(id)
      const isFirst = substatus === 'new'
      return {
        id,
        short_id: String(1 + draws.below(500)),
        ...draws.pick(errors),
        level: 'error',
        status,
        substatus,
        first_seen_at_millis: source.now() - (isFirst ? 0 : (1 + draws.below(72)) * 3_600_000),
        last_seen_at_millis: source.now(),
        times_seen: isFirst ? '1' : String(2 + draws.below(900)),
        service_name: draws.pick(['web', 'api', null]),
        environment: draws.pick(['production', 'staging', null]),
        release: draws.pick([null, `2.${draws.below(20)}.${draws.below(10)}`]),
        url: '',
      }
    },
  }
}

const errors = [
  {
    type: 'TypeError',
    value: "Cannot read properties of undefined (reading 'team')",
    culprit: 'DashboardPage',
  },
  { type: 'RangeError', value: 'Invalid time value', culprit: 'formatInvoiceDate' },
  { type: 'SyntaxError', value: 'Unexpected end of JSON input', culprit: 'POST /api/import' },
  { type: 'Error', value: 'connect ECONNREFUSED 10.0.3.7:5432', culprit: 'loadTeam' },
] as const
