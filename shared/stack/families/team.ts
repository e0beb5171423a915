import { z } from 'zod'
import { drawsFrom } from '../draws.ts'
import { type Family, shortId } from '../event-type.ts'
import { idOf, metadata, millis } from '../fields.ts'
import { drawTeamName } from '../sample-names.ts'
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

/** A team as samples have it, created at this moment. @param name what it is called; else one is drawn */
export function sampleTeam(source: SampleSource, name?: string) {
  const id = source.uuid()
  const draws = drawsFrom(id)
  const drawn = drawTeamName(draws)
  return {
    id,
    display_name: name ?? drawn,
    profile_image_url: draws.chance(0.3) ? `https://images.example.com/teams/${id}.png` : null,
    created_at_millis: source.now(),
    client_metadata: draws.pick([null, null, { color: 'teal' }]),
    client_read_only_metadata: draws.pick([null, null, { plan: 'team' }]),
    server_metadata: draws.pick([null, { plan: 'team', seats: 5 + draws.below(40) }, 'imported']),
  }
}

/** A team that was created some time ago. */
export function sampleKnownTeam(source: SampleSource, name?: string) {
  const team = sampleTeam(source, name)
  const days = 1 + drawsFrom(`${team.id} created`).below(400)
  return { ...team, created_at_millis: source.now() - days * 86_400_000 }
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
      sample: (source) => sampleTeam(source),
    },
    {
      type: 'team.updated',
      label: 'Team updated',
      sentWhen: 'Its name, picture or metadata changed.',
      data: teamSchema,
      says: 'present',
      unsent: [],
      sample: (source) => sampleKnownTeam(source),
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
