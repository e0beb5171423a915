/** Where a sample takes what differs between two of its kind. */
export interface SampleSource {
  uuid(): string
  /** Epoch milliseconds. */
  now(): number
}

type SampleData = (source: SampleSource) => Record<string, unknown>

const people = [
  { display_name: 'Ada Lovelace', primary_email: 'ada@example.com' },
  { display_name: 'Grace Hopper', primary_email: 'grace@example.com' },
  { display_name: 'Zoë Ünal', primary_email: 'zoe@example.com' },
  { display_name: null, primary_email: 'linus@example.com' },
]

const user: SampleData = (source) => {
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

const team: SampleData = (source) => ({
  id: source.uuid(),
  display_name: 'Analytical Engines',
  profile_image_url: null,
  created_at_millis: source.now(),
  client_metadata: null,
  client_read_only_metadata: null,
  server_metadata: { plan: 'team', seats: 12 },
})

const membership: SampleData = (source) => ({ team_id: source.uuid(), user_id: source.uuid() })
const teamPermission: SampleData = (source) => ({ id: '$update_team', ...membership(source) })
const projectPermission: SampleData = (source) => ({ id: 'project_admin', user_id: source.uuid() })

const issue =
  (status: string, substatus: string): SampleData =>
  (source) => ({
    id: source.uuid(),
    short_id: '17',
    times_seen: '3',
    type: 'TypeError',
    value: "Cannot read properties of undefined (reading 'team')",
    culprit: 'DashboardPage',
    level: 'error',
    status,
    substatus,
    first_seen_at_millis: source.now() - 3_600_000,
    last_seen_at_millis: source.now(),
    service_name: 'web',
    environment: 'production',
    release: null,
    url: '',
  })

const samples: Record<string, SampleData> = {
  'user.created': user,
  'user.updated': user,
  'user.deleted': (source) => ({ id: source.uuid(), teams: [{ id: source.uuid() }] }),
  'team.created': team,
  'team.updated': team,
  'team.deleted': (source) => ({ id: source.uuid() }),
  'team_membership.created': membership,
  'team_membership.deleted': membership,
  'team_permission.created': teamPermission,
  'team_permission.deleted': teamPermission,
  'project_permission.created': projectPermission,
  'project_permission.deleted': projectPermission,
  'issue.created': issue('unresolved', 'new'),
  'issue.regressed': issue('unresolved', 'regressed'),
  'issue.resolved': issue('resolved', 'ongoing'),
  'issue.ignored': issue('ignored', 'ongoing'),
  'issue.merged': issue('unresolved', 'ongoing'),
  'stack.test': () => ({ message: 'Test message', endpointUrl: '' }),
}

/** The event types that a sample can be made of. */
export const sampleTypes = Object.keys(samples)

/** A payload as Stack sends it for `type`, or null for a type that has no sample. */
export function samplePayload(
  type: string,
  source: SampleSource,
): { type: string; data: Record<string, unknown> } | null {
  const data = Object.hasOwn(samples, type) ? samples[type] : undefined
  return data ? { type, data: data(source) } : null
}
