import type { CauseCode } from '../../shared/diagnosis.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { type Sent, tamper } from '../verify/tamper/tamper.ts'
import type { Planned } from './plan.ts'

/** What signs samples, as texts, and what the faults need besides. */
export interface Keys {
  secret: string
  /** The one before it that is still in use. */
  oldSecret: string | null
  otherSecret: string | null
  retiredSecret: string | null
}

/** A request as it is sent, or null where the fault cannot be made of it. */
export function write(planned: Planned, keys: Keys, fault: CauseCode | null): Sent | null {
  const { messageId: id, timestamp, body, signedWith } = planned
  const signed = (secret: string) =>
    tamper({ id, timestamp, body }, fault ? [fault] : [], { ...keys, secret })
  const old = keys.oldSecret ?? keys.secret
  if (signedWith === 'old') return signed(old)
  const sent = signed(keys.secret)
  if (signedWith === 'new' || sent === null) return sent
  const signature = signatureOf(signed(old))
  return {
    ...sent,
    headers: sent.headers.map(
      ([name, value]): HeaderPair =>
        isSignature(name) && signature !== null ? [name, `${value} ${signature}`] : [name, value],
    ),
  }
}

function signatureOf(sent: Sent | null): string | null {
  return sent?.headers.find(([name]) => isSignature(name))?.[1] ?? null
}

function isSignature(name: string): boolean {
  return name === 'svix-signature' || name === 'webhook-signature'
}
