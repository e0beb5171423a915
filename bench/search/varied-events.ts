import type { NewEvent } from '../../server/store/event-store.ts'
import { causeCodes } from '../../shared/diagnosis.ts'
import { checkPayload } from '../../shared/schema/check.ts'
import { parsePayload } from '../../shared/stack/parse.ts'
import { payloadSchemaOf } from '../../shared/stack/registry.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { type Random, seededRandom } from './seeded-random.ts'
import { sentence, words } from './words.ts'

/** Where the events begin, and how long they take to come. */
export const FIRST_AT = Date.UTC(2026, 9, 1)
const SPAN_MS = 30 * 24 * 3_600_000

/** Types as a busy project sends them: most are about users. */
const types: [type: string, share: number][] = [
  ['user.updated', 40],
  ['user.created', 22],
  ['team_membership.created', 8],
  ['team_permission.created', 8],
  ['team.created', 5],
  ['team.updated', 5],
  ['issue.created', 4],
  ['user.deleted', 3],
  ['team_membership.deleted', 2],
  ['issue.regressed', 1],
  ['issue.resolved', 1],
  ['team.deleted', 1],
]
const verdicts: [verdict: Verdict, share: number][] = [
  ['verified', 95],
  ['failed', 3],
  ['unsigned', 1],
  ['unchecked', 1],
]

export interface VariedEvent extends NewEvent {
  /** Of failed events. */
  topCause: (typeof causeCodes)[number] | null
}

/** Event number `index` of `total`: the same one in every run. */
export function variedEvent(index: number, total: number, endpointIds: string[]): VariedEvent {
  const random = seededRandom(index)
  const type = random.share(types)
  const receivedAt = FIRST_AT + Math.floor((index / total) * SPAN_MS)
  const body = Buffer.from(JSON.stringify(payload(type, index, receivedAt, random)))
  const messageId = messageIdOf(index)
  const sentAt = Math.floor(receivedAt / 1000) * 1000
  const verdict = random.share(verdicts)
  const { entity, about } = parsePayload(JSON.parse(body.toString()))
  return {
    id: `evt_${index.toString(32).padStart(26, '0')}`,
    endpointId: endpointIds[index % 10 === 0 ? 1 : 0] as string,
    receivedAt,
    method: 'POST',
    path: '/in/stack',
    query: '',
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    headers: [
      ['Host', 'hooks.example.com'],
      ['User-Agent', 'Svix-Webhooks/1.88.0 (sender-9YMgn; +https://www.svix.com/http-sender/)'],
      ['Accept', '*/*'],
      ['Content-Type', 'application/json'],
      ['svix-id', messageId],
      ['svix-timestamp', String(sentAt / 1000)],
      ['svix-signature', `v1,${random.base64(32)}`],
      ['Content-Length', String(body.byteLength)],
    ],
    body,
    contentType: 'application/json',
    messageId,
    sentAt,
    type,
    entity,
    about,
    schema: checkPayload(payloadSchemaOf(type), JSON.parse(body.toString())).state,
    drifted: [],
    verdict,
    verifiedBy: null,
    topCause: verdict === 'failed' ? random.of(causeCodes) : null,
  }
}

export const messageIdOf = (index: number): string => `msg_${seededRandom(index ^ 0x5bd1e995).letters(27)}`

/** One of fifty thousand users and five thousand teams. */
export const userId = (number: number): string => seededRandom(0x10000000 + (number % 50_000)).uuid()
const teamId = (number: number): string => seededRandom(0x20000000 + (number % 5_000)).uuid()

function payload(type: string, index: number, now: number, random: Random) {
  const about = type.startsWith('team.')
    ? [teamId(random.below(5_000))]
    : type.startsWith('team_')
      ? [teamId(random.below(5_000)), userId(random.below(50_000))]
      : type.startsWith('issue.')
        ? [random.uuid()]
        : [userId(random.below(50_000)), teamId(random.below(5_000))]
  const made = samplePayload(type, { uuid: () => about.shift() ?? random.uuid(), now: () => now })
  const data: Record<string, unknown> = { ...made?.data }
  if ('primary_email' in data) {
    const [first, last] = [random.of(words), random.of(words)]
    data.display_name = `${capital(first)} ${capital(last)}`
    data.primary_email = `${first}.${last}${random.below(1000)}@example.com`
    data.country_code = random.of(['DE', 'FR', 'GB', 'JP', 'US', null])
    data.risk_scores = { sign_up: { bot: random.below(101), free_trial_abuse: random.below(101) } }
  }
  data.server_metadata = {
    plan: random.of(['free', 'team', 'business', 'enterprise']),
    seats: random.below(500),
    crm: { account: random.uuid(), owner: `${random.of(words)}@example.com`, stage: random.of(words) },
    notes: sentence(random, 40 + random.below(40)),
    flags: Array.from({ length: 4 }, () => `${random.of(words)}-${random.of(words)}`),
    sessions: Array.from({ length: 5 }, () => ({
      id: random.uuid(),
      device: 'browser',
      days: random.below(90),
    })),
  }
  // In one of ten thousand.
  if (index % 10_000 === 77)
    data.server_metadata = { ...(data.server_metadata as object), needle: needleOf(index) }
  return { type, data }
}

/** A text that stands in one event alone, of those whose number ends with 0077. */
export const needleOf = (index: number): string => `needle-${seededRandom(index).letters(12)}`

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
