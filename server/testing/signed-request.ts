import { parseSecret } from '../verify/secret.ts'
import { sign } from '../verify/sign.ts'

export const testSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** The `fetch` options of an event as Svix sends it. */
export function signedRequest(body: string, { secret = testSecret, id = 'msg_1', at = Date.now() } = {}) {
  const parsed = parseSecret(secret)
  if (!parsed.ok) throw new Error(parsed.problem)
  const timestamp = String(Math.floor(at / 1000))
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': sign({ key: parsed.key, id, timestamp, body: Buffer.from(body) }),
    },
  }
}
