import { samplePayload, sampleTypes } from '../../shared/stack/samples.ts'
import type { Craft } from './craft.ts'

export interface Payload {
  type: string
  data: Record<string, unknown>
}

/** The user and the team that a story is about. */
export interface Cast {
  userId: string
  teamId: string
}

export function newCast({ uuid }: Craft): Cast {
  return { userId: uuid(), teamId: uuid() }
}

/**
 * A payload as Stack sends it, which anybody knows for a probe's: names say so, mail addresses lead nowhere
 * (RFC 2606). Plain ASCII, and written by `JSON.stringify` the shortest there is: whoever parses and rewrites it in
 * JavaScript gets the same bytes.
 *
 * @param data put over what the sample says
 */
export function probePayload(
  craft: Craft,
  type: string,
  cast: Cast = newCast(craft),
  data: Record<string, unknown> = {},
): Payload {
  const payload = samplePayload(type, craft)
  if (!payload) throw new RangeError(`There is no sample of the type "${type}".`)
  return { type, data: { ...payload.data, ...marked(type, cast), ...data } }
}

/** Every type that Stack is known to send, as one story: what is changed is there, what is deleted was. */
export function wholeStory(craft: Craft): Payload[] {
  const cast = newCast(craft)
  return [...sampleTypes]
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map((type) => probePayload(craft, type, cast))
}

function marked(type: string, { userId, teamId }: Cast): Record<string, unknown> {
  switch (type.split('.')[0]) {
    case 'user':
      return type === 'user.deleted'
        ? { id: userId, teams: [{ id: teamId }] }
        : {
            ...plainUser,
            id: userId,
            display_name: 'Hooklens Probe',
            primary_email: `probe+${userId}@hooklens.invalid`,
          }
    case 'team':
      return type === 'team.deleted'
        ? { id: teamId }
        : { ...plainMetadata, id: teamId, display_name: 'Hooklens Probe' }
    case 'team_membership':
    case 'team_permission':
      return { team_id: teamId, user_id: userId }
    case 'project_permission':
      return { user_id: userId }
    case 'issue':
      return { value: 'Hooklens Probe' }
    default:
      return { message: 'Hooklens Probe' }
  }
}

const plainMetadata = { client_metadata: null, client_read_only_metadata: null, server_metadata: null }

/** What samples have drawn: odd values have checks of their own. */
const plainUser = {
  ...plainMetadata,
  selected_team: null,
  selected_team_id: null,
  oauth_providers: [],
  is_anonymous: false,
  is_restricted: false,
  restricted_reason: null,
}

const kinds = ['team', 'user', 'team_membership', 'team_permission', 'project_permission', 'issue', 'stack']

/** What is made comes in the order of `kinds`, what is deleted in the other. */
function placeOf(type: string): number {
  const [kind = '', what = ''] = type.split('.')
  const place = kinds.indexOf(kind)
  if (what === 'deleted') return 200 - place
  return what === 'updated' ? 100 + place : place
}
