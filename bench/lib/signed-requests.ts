import { createHmac, createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { samplePayload } from '../../shared/stack/samples.ts'

/** A signing secret as Svix makes them. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

export const keyOf = (secret: string): KeyObject =>
  createSecretKey(Buffer.from(secret.slice('whsec_'.length), 'base64'))

/** The bytes of one HTTP request that posts `body` as Svix does, with an id and a signature of its own. */
export function signedRequest(path: string, key: KeyObject, body: string, sentAt: number): Buffer {
  const id = `msg_${randomBytes(21).toString('base64url').slice(0, 27)}`
  const timestamp = String(Math.floor(sentAt / 1000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'user-agent: Svix-Webhooks/1.88.0 (sender-9YMgn; +https://www.svix.com/http-sender/)',
    'accept: */*',
    'content-type: application/json',
    `svix-id: ${id}`,
    `svix-timestamp: ${timestamp}`,
    `svix-signature: v1,${signature}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** The body of a Stack event of the given type, as Stack writes it. */
export function stackBody(type: string): string {
  return JSON.stringify(samplePayload(type, { uuid: randomUUID, now: Date.now }))
}

/** A `user.created` of 2.1 KB: a user of a team, with the metadata that an application keeps. */
export function userCreatedBody(): string {
  const payload = samplePayload('user.created', { uuid: randomUUID, now: Date.now })
  const teamId = randomUUID()
  const team = samplePayload('team.created', { uuid: () => teamId, now: Date.now })?.data
  const data = { ...payload?.data, ...metadata(), selected_team: team, selected_team_id: teamId }
  return JSON.stringify({ type: 'user.created', data })
}

function metadata() {
  return {
    client_metadata: { theme: 'dark', locale: 'en-GB', onboarding: { step: 4, done: true, skipped: [] } },
    client_read_only_metadata: { plan: 'team', seats: 12, trialEndsAt: '2026-12-01T00:00:00.000Z' },
    server_metadata: {
      crm: { account: randomUUID(), owner: 'grace@example.com', stage: 'qualified' },
      flags: ['beta-editor', 'new-billing', 'fast-search', 'audit-log'],
      notes: 'Came from the spring conference and asked for invoices by e-mail, in euros.',
      sessions: Array.from({ length: 6 }, (_, i) => ({ id: randomUUID(), device: 'browser', days: 7 * i })),
      utm: { source: 'newsletter', medium: 'email', campaign: 'spring-2026', term: null, content: 'top' },
    },
    oauth_providers: [{ id: 'github', account_id: '9348571', email: 'ada@example.com' }],
  }
}
