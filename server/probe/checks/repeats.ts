import type { Check } from '../check.ts'
import { deliver } from '../craft.ts'
import { allAccepted } from '../judge.ts'
import { newCast, probePayload } from '../payloads.ts'

export const duplicate: Check = {
  code: 'duplicate',
  family: 'bears',
  title: 'The same message twice',
  expects: 'Answers 2xx to the second too, with or without doing anything.',
  required: true,
  matters:
    'The sender repeats a message whose answer was late or lost. If the handler fails on the second, it is sent a third time, and so on.',
  fix: 'Remember svix-id, and answer 2xx where it was there before; or write so that twice is as good as once (upsert).',
  *requests(craft) {
    const payload = probePayload(craft, 'user.created')
    const id = craft.newMessageId()
    yield deliver(craft, payload, { note: 'the first', id })
    yield deliver(craft, payload, { note: 'the second, same id, signed anew', id })
  },
  judge: allAccepted,
}

export const outOfOrder: Check = {
  code: 'out_of_order',
  family: 'bears',
  title: 'Two events in the wrong order',
  expects: 'Answers 2xx to a user.updated that comes before its user.created.',
  required: true,
  matters:
    'No order is promised: after a retry the older event comes last. A handler that fails on the first of them makes the sender repeat it, with luck until the other one has come.',
  fix: 'Write users with an upsert on both types, and let the newer svix-timestamp win.',
  *requests(craft) {
    const cast = newCast(craft)
    const [created, updated] = [
      probePayload(craft, 'user.created', cast),
      probePayload(craft, 'user.updated', cast),
    ]
    yield deliver(craft, updated, { note: 'user.updated, first' })
    yield deliver(craft, created, { note: 'user.created, made 5 s before it', timeOffsetS: -5 })
  },
  judge: allAccepted,
}

export const deleteTwice: Check = {
  code: 'delete_twice',
  family: 'bears',
  title: 'A deletion twice',
  expects: 'Answers 2xx where what is to be deleted is gone already.',
  required: true,
  matters:
    'A repeated user.deleted, or one whose user was never stored, is nothing unusual. A handler that throws on it is sent it again for a day.',
  fix: 'Delete where it is there, and answer 2xx in any case: deleteMany in Prisma, DELETE without looking first, filter(…).delete() in Django.',
  *requests(craft) {
    const cast = newCast(craft)
    const deleted = probePayload(craft, 'user.deleted', cast)
    const id = craft.newMessageId()
    yield deliver(craft, probePayload(craft, 'user.created', cast), { note: 'user.created' })
    yield deliver(craft, deleted, { note: 'user.deleted', id })
    yield deliver(craft, deleted, { note: 'user.deleted again, the same message', id })
    yield deliver(craft, deleted, { note: 'user.deleted again, as another message' })
  },
  judge: allAccepted,
}

const AT_ONCE = 20

export const burst: Check = {
  code: 'burst',
  family: 'bears',
  title: `${AT_ONCE} deliveries at once`,
  expects: 'Answers 2xx to each in time.',
  required: true,
  matters:
    'A deleted team sends one event per member, an import one per user. What fails then comes again later, out of order.',
  fix: 'Look for what the requests share: a pool of connections, a lock, a rate limit, a single-threaded dev server.',
  together: true,
  *requests(craft) {
    for (let n = 1; n <= AT_ONCE; n++) {
      yield deliver(craft, probePayload(craft, 'user.created'), { note: `number ${n}` })
    }
  },
  judge: allAccepted,
}
