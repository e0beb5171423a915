import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { HeaderPair } from '../../../shared/event.ts'
import type { TamperableCause } from '../../../shared/sample.ts'

/** A message that is about to be signed and sent. */
export interface Message {
  id: string
  /** Unix seconds. */
  timestamp: number
  body: Buffer
}

/** What a fault may need to know besides the message. */
export interface TamperContext {
  /** The endpoint's secret, as text. */
  secret: string
  /** A secret of another endpoint, where there is one. */
  otherSecret: string | null
  /** A secret of this endpoint that no longer counts, where there is one. */
  retiredSecret: string | null
}

/** A request as it is sent. */
export interface Sent {
  headers: HeaderPair[]
  body: Buffer
}

/** What is signed, and what is sent of it: every fault changes one of these. */
interface Plan {
  key: Buffer
  signed: { id: string; timestamp: string; body: Buffer }
  prefix: string
  sent: { id: string; timestamp: string; body: Buffer }
  signature: (base64: string) => string
  headers: (pairs: HeaderPair[]) => HeaderPair[]
}

type Fault = (plan: Plan, context: TamperContext) => Partial<Plan> | null

const text = (body: Buffer) => body.toString('utf8')
const send = (plan: Plan, body: Buffer | string): Partial<Plan> => ({
  sent: { ...plan.sent, body: Buffer.from(body) },
})
const decode = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64')

/** Every fault that can be made of a good message. Null: not of this one, or not here. */
const faults: Record<TamperableCause, Fault> = {
  wrong_secret_other_endpoint: (_, { otherSecret }) =>
    otherSecret === null ? null : { key: decode(otherSecret) },
  secret_retired: (_, { retiredSecret }) => (retiredSecret === null ? null : { key: decode(retiredSecret) }),
  secret_not_decoded: (_, { secret }) => ({ key: Buffer.from(secret) }),
  body_reserialized: (plan) => rewrite(plan),
  body_newlines: (plan) => send(plan, Buffer.concat([plan.sent.body, Buffer.from('\n')])),
  body_bom: (plan) => send(plan, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plan.sent.body])),
  body_whitespace: (plan) => send(plan, Buffer.concat([Buffer.from('  '), plan.sent.body, Buffer.from(' ')])),
  body_base64: (plan) => send(plan, plan.sent.body.toString('base64')),
  body_compressed: (plan) => send(plan, gzipSync(plan.sent.body)),
  body_charset: (plan) => send(plan, Buffer.from(plan.sent.body.toString('latin1'), 'utf8')),
  body_double_encoded: (plan) => send(plan, JSON.stringify(text(plan.sent.body))),
  body_form_encoded: (plan) => send(plan, `payload=${encodeURIComponent(text(plan.sent.body))}`),
  body_empty: (plan) => send(plan, ''),
  header_missing: () => ({ headers: (pairs) => pairs.filter(([name]) => name !== 'svix-timestamp') }),
  header_duplicated: () => ({
    headers: (pairs) =>
      pairs.flatMap(([name, value]): HeaderPair[] =>
        name === 'svix-id'
          ? [
              [name, value],
              [name, value],
            ]
          : [[name, value]],
      ),
  }),
  header_mixed_sets: () => ({
    headers: (pairs) => [
      ['svix-id', 'msg_of_another_relay'],
      ...pairs.map(([name, value]): HeaderPair => [name.replace(/^svix-/, 'webhook-'), value]),
    ],
  }),
  id_altered: (plan) => ({ sent: { ...plan.sent, id: `"${plan.sent.id}"` } }),
  timestamp_too_old: (plan) => timed(plan, Number(plan.sent.timestamp) - 3600),
  timestamp_too_new: (plan) => timed(plan, Number(plan.sent.timestamp) + 3600),
  timestamp_milliseconds: (plan) => timed(plan, `${plan.sent.timestamp}000`),
  timestamp_not_integer: (plan) => timed(plan, new Date(Number(plan.sent.timestamp) * 1000).toISOString()),
  timestamp_altered: (plan) => ({ sent: { ...plan.sent, timestamp: `${plan.sent.timestamp}.0` } }),
  signature_version: () => ({ signature: (base64) => `v2,${base64}` }),
  signature_no_version: () => ({ signature: (base64) => base64 }),
  signature_encoding: () => ({
    signature: (base64) => `v1,${Buffer.from(base64, 'base64').toString('hex')}`,
  }),
  signature_body_only: () => ({ prefix: '' }),
  signature_truncated: () => ({ signature: (base64) => `v1,${base64.slice(0, 30)}` }),
}

/** Whether a cause can be made on purpose. */
export function isTamperable(code: CauseCode): code is TamperableCause {
  return Object.hasOwn(faults, code)
}

/**
 * Signs a message and makes the faults named, one after the other. Null when one of them cannot be made of this
 * message: there is no other endpoint, or the body has nothing that could be changed like that.
 */
export function tamper(message: Message, codes: readonly CauseCode[], context: TamperContext): Sent | null {
  const content = { id: message.id, timestamp: String(message.timestamp), body: message.body }
  let plan: Plan = {
    key: decode(context.secret),
    signed: content,
    prefix: 'full',
    sent: content,
    signature: (base64) => `v1,${base64}`,
    headers: unchangedHeaders,
  }
  for (const code of codes) {
    const before = plan
    const change = isTamperable(code) ? faults[code](before, context) : null
    if (!change) return null
    if (change.sent && !change.signed && unchanged(before.sent, change.sent)) return null
    plan = {
      ...before,
      ...change,
      headers: (pairs) => (change.headers ?? unchangedHeaders)(before.headers(pairs)),
    }
  }
  return write(plan)
}

/** Indented, as many tools write it; null where the body is no JSON any more. */
function rewrite(plan: Plan): Partial<Plan> | null {
  try {
    return send(plan, JSON.stringify(JSON.parse(text(plan.sent.body)), null, 2))
  } catch {
    return null
  }
}

function timed(plan: Plan, timestamp: number | string): Partial<Plan> {
  const changed = { timestamp: String(timestamp) }
  return { signed: { ...plan.signed, ...changed }, sent: { ...plan.sent, ...changed } }
}

function unchangedHeaders(pairs: HeaderPair[]): HeaderPair[] {
  return pairs
}

function unchanged(before: Plan['sent'], after: Plan['sent']): boolean {
  return before.id === after.id && before.timestamp === after.timestamp && before.body.equals(after.body)
}

function write({ key, signed, prefix, sent, signature, headers }: Plan): Sent {
  const before = prefix === 'full' ? `${signed.id}.${signed.timestamp}.` : prefix
  const base64 = createHmac('sha256', key).update(before, 'latin1').update(signed.body).digest('base64')
  return {
    headers: headers([
      ['content-type', 'application/json'],
      ['svix-id', sent.id],
      ['svix-timestamp', sent.timestamp],
      ['svix-signature', signature(base64)],
    ]),
    body: sent.body,
  }
}
