import type { Check } from '../check.ts'
import { deliver } from '../craft.ts'
import { allAccepted } from '../judge.ts'
import { probePayload, wholeStory } from '../payloads.ts'

const ignore =
  'Answer 2xx to every type whose signature is right, and do nothing about those that you do not handle.'

export const unknownType: Check = {
  code: 'unknown_type',
  family: 'accepts',
  title: 'A type that nobody knows',
  expects: 'Answers 2xx to an event of a type that did not exist when the handler was written.',
  required: true,
  matters:
    'Stack adds event types, and an endpoint may be subscribed to all. What is not answered with 2xx is sent again for a day, and an endpoint that fails for five days is disabled, with all that it does handle.',
  fix: ignore,
  *requests(craft) {
    yield deliver(
      craft,
      { type: 'hooklens.probe', data: { id: craft.uuid(), message: 'Hooklens Probe' } },
      { note: 'hooklens.probe' },
    )
  },
  judge: allAccepted,
}

export const everyType: Check = {
  code: 'every_type',
  family: 'accepts',
  title: 'Every type that Stack sends',
  expects: 'Answers 2xx to each, as one story: what is changed was created, what is deleted was there.',
  required: true,
  matters:
    'A schema of user events only, which throws on all others, is in many published handlers. The sender tries what was not taken again for a day.',
  fix: ignore,
  *requests(craft) {
    for (const payload of wholeStory(craft)) yield deliver(craft, payload, { note: payload.type })
  },
  judge: allAccepted,
}

export const newField: Check = {
  code: 'new_field',
  family: 'accepts',
  title: 'A field that nobody knows',
  expects: 'Answers 2xx to a user.created with a field more than the documentation names.',
  required: true,
  matters: 'Stack has often added fields. A strict schema refuses every event from that day on.',
  fix: 'Let the schema pass unknown keys: z.object() rather than z.strictObject() in zod, extra="ignore" in pydantic.',
  *requests(craft) {
    const data = { hooklens_probe_new_field: { since: 2027, values: [1, null, 'x'] } }
    yield deliver(craft, probePayload(craft, 'user.created', undefined, data), {
      note: 'with hooklens_probe_new_field',
    })
  },
  judge: allAccepted,
}

export const oddMetadata: Check = {
  code: 'odd_metadata',
  family: 'accepts',
  title: 'Metadata that is no object',
  expects: 'Answers 2xx where the metadata is a text, a list, a number or null: it may be any JSON.',
  required: true,
  matters: 'Metadata is any JSON that somebody has set. A schema that wants an object refuses these users.',
  fix: 'Type the three metadata fields as any JSON, and check what you use where you use it.',
  *requests(craft) {
    for (const [what, value] of [
      ['a text', 'probe'],
      ['a list', [1, 'two', null]],
      ['a number', 7],
    ] as const) {
      const data = { client_metadata: value, client_read_only_metadata: value, server_metadata: value }
      yield deliver(craft, probePayload(craft, 'user.created', undefined, data), { note: what })
    }
  },
  judge: allAccepted,
}
