import { createHmac } from 'node:crypto'
import { Webhook } from 'svix'
import { expect, test } from 'vitest'
import { parseSecret } from './secret.ts'
import { sign } from './sign.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

test('signs as svix does', () => {
  const body = Buffer.from('{"name":"Zoë"}')
  const theirs = new Webhook(SECRET).sign('msg_1', new Date(1_700_000_000_000), body)
  expect(signed('msg_1', '1700000000', body)).toBe(theirs)
})

test('signs bytes: invalid UTF-8 and the character that replaces it have different signatures', () => {
  const replaced = Buffer.from(Buffer.from([0xff]).toString())
  expect(signed('msg_1', '1', Buffer.from([0xff]))).not.toBe(signed('msg_1', '1', replaced))
})

test('signs the bytes of a header, which Node gives as latin1', () => {
  const asNodeGivesIt = Buffer.from('msg_é').toString('latin1')
  const expected = createHmac('sha256', Buffer.from(SECRET.slice(6), 'base64')).update('msg_é.1.{}')
  expect(signed(asNodeGivesIt, '1', Buffer.from('{}'))).toBe(`v1,${expected.digest('base64')}`)
})

function signed(id: string, timestamp: string, body: Buffer): string {
  const parsed = parseSecret(SECRET)
  if (!parsed.ok) throw new Error(parsed.problem)
  return sign({ id, timestamp, body, key: parsed.key })
}
