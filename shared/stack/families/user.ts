import { z } from 'zod'
import { type Family, shortId } from '../event-type.ts'
import { idOf, metadata, millis, undocumented } from '../fields.ts'
import type { SampleSource } from '../sample-source.ts'
import { teamSchema } from './team.ts'

const score = z.number().min(0).max(100)

/** A user as a server reads it. */
export const userSchema = z.strictObject({
  id: idOf('user'),
  primary_email: z.string().nullable().meta({ description: 'The address that the user signs in with' }),
  primary_email_verified: z.boolean().meta({
    description:
      'Whether the address is known to be theirs. A link in an e-mail verifies it without an event',
  }),
  primary_email_auth_enabled: z.boolean().meta({ description: 'Whether the address can be used to sign in' }),
  display_name: z.string().max(256).nullable().meta({ description: 'Name that people see' }),
  selected_team: teamSchema.nullable().meta({ description: 'The team that the user works in at present' }),
  selected_team_id: idOf('team', 'Id of the team that the user works in at present').nullable(),
  profile_image_url: z.string().nullable().meta({ description: 'Their picture' }),
  signed_up_at_millis: millis('When they signed up'),
  last_active_at_millis: millis('When they were last seen. Changes without an event'),
  client_metadata: metadata('Written and read by clients'),
  client_read_only_metadata: metadata('Written by servers, read by clients'),
  server_metadata: metadata('Seen by servers alone'),
  is_anonymous: z.boolean().meta({ description: 'Signed up without saying who they are' }),
  is_restricted: z.boolean().meta({ description: 'May not use the application for now' }),
  restricted_reason: z
    .strictObject({
      type: z.enum(['anonymous', 'email_not_verified', 'restricted_by_administrator']),
    })
    .nullable()
    .meta({ description: 'Why they are restricted' }),
  restricted_by_admin: z.boolean().meta({ description: 'Restricted by an administrator' }),
  restricted_by_admin_reason: z.string().nullable().meta({ description: 'What the user is told of it' }),
  restricted_by_admin_private_details: z
    .string()
    .nullable()
    .meta({ description: 'What administrators noted of it' }),
  country_code: z.string().nullable().meta({ description: 'Country of the sign-up' }),
  risk_scores: z
    .strictObject({
      sign_up: z.strictObject({
        bot: score.meta({ description: 'How likely a machine signed up, 0 to 100' }),
        free_trial_abuse: score.meta({ description: 'How likely it is one of many trials, 0 to 100' }),
      }),
    })
    .meta({ description: 'What Stack thinks of the sign-up' }),
  has_password: undocumented(z.boolean(), 'Whether a password is set'),
  otp_auth_enabled: undocumented(z.boolean(), 'Whether codes by e-mail can be used to sign in'),
  passkey_auth_enabled: undocumented(z.boolean(), 'Whether passkeys can be used to sign in'),
  oauth_providers: undocumented(
    z.array(z.strictObject({ id: z.string(), account_id: z.string(), email: z.string().nullable() })),
    'Accounts elsewhere that can be used to sign in',
  ),
  external_auth_providers: undocumented(
    z.array(z.strictObject({ id: z.string() })),
    'Sign-in that is done outside of Stack; the newest field',
  ),
  auth_with_email: z
    .boolean()
    .optional()
    .meta({ description: 'Superseded by has_password and otp_auth_enabled', deprecated: true }),
  requires_totp_mfa: z
    .boolean()
    .optional()
    .meta({ description: 'Whether a second factor is asked for', deprecated: true }),
})

const people = [
  { display_name: 'Ada Lovelace', primary_email: 'ada@example.com' },
  { display_name: 'Grace Hopper', primary_email: 'grace@example.com' },
  { display_name: 'Zoë Ünal', primary_email: 'zoe@example.com' },
  { display_name: null, primary_email: 'linus@example.com' },
]

/** A user as samples have it. */
export function sampleUser(source: SampleSource) {
  const id = source.uuid()
  return {
    id,
    ...people[Number.parseInt(id.slice(0, 2), 16) % people.length],
    primary_email_verified: true,
    primary_email_auth_enabled: true,
    selected_team: null,
    selected_team_id: null,
    profile_image_url: null,
    signed_up_at_millis: source.now(),
    last_active_at_millis: source.now(),
    client_metadata: null,
    client_read_only_metadata: null,
    server_metadata: null,
    is_anonymous: false,
    is_restricted: false,
    restricted_reason: null,
    restricted_by_admin: false,
    restricted_by_admin_reason: null,
    restricted_by_admin_private_details: null,
    country_code: null,
    risk_scores: { sign_up: { bot: 0, free_trial_abuse: 0 } },
    has_password: true,
    otp_auth_enabled: false,
    passkey_auth_enabled: false,
    oauth_providers: [],
    auth_with_email: true,
    requires_totp_mfa: false,
  }
}

export const userFamily: Family = {
  name: 'user',
  label: 'User',
  entity: { kind: 'user', id: ['id'] },
  nameOf: (text) => text('display_name') ?? text('primary_email') ?? shortId(text('id')),
  types: [
    {
      type: 'user.created',
      label: 'User created',
      sentWhen: 'A user signed up or was created, anonymous ones too.',
      data: userSchema,
      says: 'present',
      unsent: [
        {
          says: 'Default project permissions come without events. The team.created of a personal team starts before this event, which therefore names no selected team; no user.updated follows.',
        },
      ],
      sample: sampleUser,
    },
    {
      type: 'user.updated',
      label: 'User updated',
      sentWhen: 'Something of a user was changed by an API or in the dashboard.',
      data: userSchema,
      says: 'present',
      unsent: [
        {
          changed: 'data.primary_email_verified',
          says: 'An address that is verified by a link sends nothing: it shows with the next update, which may be this one.',
        },
        {
          changed: 'data.last_active_at_millis',
          says: 'Activity alone sends nothing: it shows with the next update.',
        },
      ],
      sample: sampleUser,
    },
    {
      type: 'user.deleted',
      label: 'User deleted',
      sentWhen: 'A user was deleted.',
      data: z.strictObject({
        id: idOf('user'),
        teams: z
          .array(z.strictObject({ id: idOf('team') }))
          .meta({ description: 'The teams that the user was a member of' }),
      }),
      says: 'deleted',
      unsent: [
        {
          says: 'For each team a team_membership.deleted comes, before or after this event; permissions end without events.',
        },
      ],
      sample: (source) => ({ id: source.uuid(), teams: [{ id: source.uuid() }] }),
    },
  ],
}
