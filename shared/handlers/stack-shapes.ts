import type { ShapeOf } from './handler.ts'
import type { JsonSchema } from './shape/shape.ts'

/** The shape of each type that Stack sends, as its public source writes it; `true` for other types. */
export const stackShapeOf: ShapeOf = (type) => (Object.hasOwn(shapes, type) && shapes[type]) || true

const text: JsonSchema = { type: 'string' }
const flag: JsonSchema = { type: 'boolean' }
const number: JsonSchema = { type: 'number' }
const millis: JsonSchema = { type: 'integer', description: 'Epoch milliseconds' }
const metadata: JsonSchema = { description: 'Any JSON, not only objects' }

function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

function object(
  properties: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema> = {},
): JsonSchema {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

const team = object({
  id: text,
  display_name: text,
  profile_image_url: nullable(text),
  created_at_millis: millis,
  client_metadata: metadata,
  client_read_only_metadata: metadata,
  server_metadata: metadata,
})

const user = object(
  {
    id: text,
    primary_email: nullable(text),
    primary_email_verified: flag,
    primary_email_auth_enabled: flag,
    display_name: nullable(text),
    selected_team: nullable(team),
    selected_team_id: nullable(text),
    profile_image_url: nullable(text),
    signed_up_at_millis: millis,
    last_active_at_millis: millis,
    client_metadata: metadata,
    client_read_only_metadata: metadata,
    server_metadata: metadata,
    is_anonymous: flag,
    is_restricted: flag,
    restricted_reason: nullable(
      object({ type: { enum: ['anonymous', 'email_not_verified', 'restricted_by_administrator'] } }),
    ),
    restricted_by_admin: flag,
    restricted_by_admin_reason: nullable(text),
    restricted_by_admin_private_details: nullable(text),
    country_code: nullable(text),
    risk_scores: object({ sign_up: object({ bot: number, free_trial_abuse: number }) }),
  },
  {
    has_password: flag,
    otp_auth_enabled: flag,
    passkey_auth_enabled: flag,
    oauth_providers: {
      type: 'array',
      items: object({ id: text, account_id: text, email: nullable(text) }),
    },
    external_auth_providers: { type: 'array', items: object({ id: text }) },
    auth_with_email: { ...flag, deprecated: true },
    requires_totp_mfa: { ...flag, deprecated: true },
  },
)

const issue = object({
  id: text,
  short_id: { ...text, description: 'A decimal number' },
  times_seen: { ...text, description: 'A decimal number' },
  type: text,
  value: text,
  culprit: text,
  level: text,
  status: { enum: ['unresolved', 'resolved', 'ignored'] },
  substatus: { enum: ['new', 'ongoing', 'regressed'] },
  first_seen_at_millis: millis,
  last_seen_at_millis: millis,
  service_name: nullable(text),
  environment: nullable(text),
  release: nullable(text),
  url: text,
})

const membership = object({ team_id: text, user_id: text })
const teamPermission = object({ id: text, team_id: text, user_id: text })
const projectPermission = object({ id: text, user_id: text })

const shapes: Record<string, JsonSchema> = {
  'user.created': user,
  'user.updated': user,
  'user.deleted': object({ id: text, teams: { type: 'array', items: object({ id: text }) } }),
  'team.created': team,
  'team.updated': team,
  'team.deleted': object({ id: text }),
  'team_membership.created': membership,
  'team_membership.deleted': membership,
  'team_permission.created': teamPermission,
  'team_permission.deleted': teamPermission,
  'project_permission.created': projectPermission,
  'project_permission.deleted': projectPermission,
  'issue.created': issue,
  'issue.regressed': issue,
  'issue.resolved': issue,
  'issue.ignored': issue,
  'issue.merged': issue,
  'stack.test': object({ message: text, endpointUrl: text }),
}
