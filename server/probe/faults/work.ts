import type { ProbeCheckCode } from '../../../shared/probe.ts'
import { answerKind } from '../answer-kind.ts'
import type { Found, Seen } from './seen.ts'

/** What it does with what it has verified. */
export function workFaults(seen: Seen): Found[] {
  const repeated = onlyAsRepeated(seen)
  return rules.flatMap(({ by, ...fault }) => {
    const failed = seen.failed(...by)
    const checks = repeated && by.includes('delete_twice') ? [] : failed
    if (repeated && by.includes('duplicate')) checks.push('delete_twice')
    return checks.length > 0 ? [{ ...fault, checks }] : []
  })
}

/** The second deletion failed because the message came twice, not because of what it deletes. */
function onlyAsRepeated(seen: Seen): boolean {
  const asAnother = seen.get('delete_twice')?.exchanges[3]
  return (
    seen.failed('duplicate', 'delete_twice').length === 2 &&
    asAnother !== undefined &&
    answerKind(asAnother) === 'accepted'
  )
}

const rules: readonly (Omit<Found, 'checks'> & { by: ProbeCheckCode[] })[] = [
  {
    code: 'refuses_unknown_types',
    by: ['unknown_type', 'every_type'],
    name: 'throws on types that it does not know',
    why: 'The sender tries each of them again for a day, and disables an endpoint that fails for five days, with all that it does handle.',
    fix: 'Answer 2xx to every type whose signature is right, and do nothing about those that you do not handle: a default in the switch, and no schema before it.',
  },
  {
    code: 'refuses_new_fields',
    by: ['new_field'],
    name: 'refuses fields that it does not know',
    why: 'Stack has often added fields: a strict schema refuses every event from that day on.',
    fix: 'Let the schema pass unknown keys: z.object() rather than z.strictObject() in zod, extra="ignore" in pydantic.',
  },
  {
    code: 'refuses_odd_metadata',
    by: ['odd_metadata'],
    name: 'refuses metadata that is no object',
    why: 'Metadata is any JSON that somebody has set: users with a text or a list there do not arrive.',
    fix: 'Type the three metadata fields as any JSON, and check what you use where you use it.',
  },
  {
    code: 'second_delete_fails',
    by: ['delete_twice'],
    name: 'fails when it is to delete what is gone',
    why: 'A repeated user.deleted is nothing unusual. A second delete that fails is sent again for a day.',
    fix: 'Delete where it is there, and answer 2xx in any case: deleteMany in Prisma, DELETE without looking first.',
  },
  {
    code: 'duplicate_fails',
    by: ['duplicate'],
    name: 'fails when a message comes twice',
    why: 'The sender repeats a message whose answer was late or lost; failing on it makes it send again.',
    fix: 'Answer 2xx where svix-id was there before, or write so that twice is as good as once (upsert).',
  },
  {
    code: 'order_matters',
    by: ['out_of_order'],
    name: 'fails when events come in another order',
    why: 'No order is promised: after a retry the older event comes last.',
    fix: 'Write with an upsert on both created and updated, and let the newer svix-timestamp win.',
  },
  {
    code: 'fails_under_load',
    by: ['burst'],
    name: 'fails when several come at once',
    why: 'A deleted team sends one event per member. What fails then comes later, out of order.',
    fix: 'Look for what the requests share: a pool of connections, a lock, a rate limit.',
  },
]
