import { z } from 'zod'
import { drawsFrom } from '../draws.ts'
import { type Family, shortId } from '../event-type.ts'
import { idOf, metadata, millis, undocumented } from '../fields.ts'
import { drawPerson } from '../sample-names.ts'
import type { SampleSource } from '../sample-source.ts'
import { sampleKnownTeam, teamSchema } from './team.ts'

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

/** A user as samples have it, who signs up at this moment. Some are anonymous. */
export function sampleUser(source: SampleSource) {
  const id = source.uuid()
  const draws = drawsFrom(id)
  const { name, email, country } = drawPerson(draws)
  const isAnonymous = draws.chance(0.03)
  const isVerified = !isAnonymous && draws.chance(0.8)
  const isRestricted = isAnonymous || (!isVerified && draws.chance(0.5))
  const provider = isAnonymous ? null : draws.pick(['github', 'google', null, null])
  return {
    id,
    primary_email: isAnonymous ? null : email,
    primary_email_verified: isVerified,
    primary_email_auth_enabled: !isAnonymous,
    display_name: isAnonymous || draws.chance(0.1) ? null : name,
    selected_team: null,
    selected_team_id: null,
    profile_image_url: draws.chance(0.3) ? `https://images.example.com/users/${id}.png` : null,
    signed_up_at_millis: source.now(),
    last_active_at_millis: source.now(),
    client_metadata: draws.pick([
      null,
      null,
      { theme: 'dark', locale: 'en-GB' },
      { onboarding: { step: 2 } },
    ]),
    client_read_only_metadata: draws.pick([null, null, { plan: 'free' }, { plan: 'pro', seats: 5 }]),
    server_metadata: draws.pick([
      null,
      null,
      { crm: `C-${10_000 + draws.below(90_000)}` },
      ['beta', 'audit'],
    ]),
    is_anonymous: isAnonymous,
    is_restricted: isRestricted,
    restricted_reason: isRestricted ? { type: isAnonymous ? 'anonymous' : 'email_not_verified' } : null,
    restricted_by_admin: false,
    restricted_by_admin_reason: null,
    restricted_by_admin_private_details: null,
    country_code: draws.chance(0.8) ? country : null,
    risk_scores: {
      sign_up: { bot: draws.below(draws.pick([10, 10, 101])), free_trial_abuse: draws.below(30) },
    },
    has_password: !isAnonymous && provider === null,
    otp_auth_enabled: !isAnonymous && draws.chance(0.3),
    passkey_auth_enabled: !isAnonymous && draws.chance(0.1),
    oauth_providers:
      provider === null
        ? []
        : [{ id: provider, account_id: String(1_000_000 + draws.below(9_000_000)), email }],
    auth_with_email: !isAnonymous,
    requires_totp_mfa: false,
  }
}

/** The same user some time after the sign-up, who works in a team now. @param now epoch milliseconds */
export function knownUser(
  user: ReturnType<typeof sampleUser>,
  team: ReturnType<typeof sampleKnownTeam>,
  now: number,
) {
  return {
    ...user,
    selected_team: team,
    selected_team_id: team.id,
    signed_up_at_millis: now - daysAgo(user.id),
    last_active_at_millis: now - 30_000,
  }
}

function daysAgo(id: string): number {
  return (1 + drawsFrom(`${id} signed up`).below(400)) * 86_400_000
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
      sample: (source) => knownUser(sampleUser(source), sampleKnownTeam(source), source.now()),
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
