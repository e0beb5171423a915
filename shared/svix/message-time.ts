import { base62, ksuidEpochS } from './message-id.ts'

const afterSentMs = 60_000
const beforeSentMs = 60 * 86_400_000

interface Timed {
  messageId: string | null
  /** Epoch milliseconds, as all times here. */
  sentAt: number | null
  receivedAt: number
}

/**
 * When a message was made, to the second, in epoch milliseconds: as its id says, where that is one of Svix's and
 * plausible beside the times of the event; else when it was sent; else when it was received.
 */
export function messageMadeAt({ messageId, sentAt, receivedAt }: Timed): number {
  const near = sentAt ?? receivedAt
  const byId = timeOfMessageId(messageId)
  const isPlausible = byId !== null && byId <= near + afterSentMs && byId >= near - beforeSentMs
  return isPlausible ? byId : near
}

/** The seconds in an id such as `msg_2KWPBgLlAfxdpx2AI54pPJ85f4W`, in epoch milliseconds; null: it holds none. */
export function timeOfMessageId(messageId: string | null): number | null {
  const [, ksuid] = /^msg_([0-9A-Za-z]{27})$/.exec(messageId ?? '') ?? []
  if (ksuid === undefined) return null
  let bits = 0n
  for (const digit of ksuid) bits = bits * 62n + BigInt(base62.indexOf(digit))
  // Twenty bytes, of which the first four are seconds.
  return bits >> 160n === 0n ? (Number(bits >> 128n) + ksuidEpochS) * 1000 : null
}
