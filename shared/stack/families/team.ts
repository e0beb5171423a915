import { z } from 'zod'
import { type Family, shortId } from '../event-type.ts'
import { idOf, metadata, millis } from '../fields.ts'
import type { SampleSource } from '../sample-source.ts'

/** A team as a server reads it. */
export const teamSchema = z.strictObject({
  id: idOf('team'),
  display_name: z.string().meta({ description: 'Name that people see' }),
  profile_image_url: z.string().nullable().meta({ description: 'Its picture' }),
  created_at_millis: millis('When it was created'),
  client_metadata: metadata('Written and read by clients'),
  client_read_only_metadata: metadata('Written by servers, read by clients'),
  server_metadata: metadata('Seen by servers alone'),
})

/** A team as samples have it. */
export function sampleTeam(source: SampleSource) {
  return {
    id: source.uuid(),
    display_name: 'Analytical Engines',
    profile_image_url: null,
    created_at_millis: source.now(),
    client_metadata: null,
    client_read_only_metadata: null,
    server_metadata: { plan: 'team', seats: 12 },
  }
}

export const teamFamily: Family = {
  name: 'team',
  label: 'Team',
  entity: { kind: 'team', id: ['id'] },
  nameOf: (text) => text('display_name') ?? shortId(text('id')),
  types: [
    {
      type: 'team.created',
      label: 'Team created',
      sentWhen: 'A team was created, also the personal team of a user who signs up.',
      data: teamSchema,
      says: 'present',
      unsent: [
        { says: 'The membership and the permissions of its creator come without events of their own.' },
      ],
      sample: sampleTeam,
    },
    {
      type: 'team.updated',
      label: 'Team updated',
      sentWhen: 'Its name, picture or metadata changed.',
      data: teamSchema,
      says: 'present',
      unsent: [],
      sample: sampleTeam,
    },
    {
      type: 'team.deleted',
      label: 'Team deleted',
      sentWhen: 'A team was deleted.',
      data: z.strictObject({ id: idOf('team') }),
      says: 'deleted',
      unsent: [{ says: 'Its memberships and permissions end without events of their own.' }],
      sample: (source) => ({ id: source.uuid() }),
    },
  ],
}
