import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { checkPayload } from '../../shared/schema/check.ts'
import { parsePayload } from '../../shared/stack/parse.ts'
import { payloadSchemaOf } from '../../shared/stack/registry.ts'
import { diagnose } from '../verify/diagnose.ts'
import { readSecret } from '../verify/secret.ts'
import { sign } from '../verify/sign.ts'
import { verify } from '../verify/verify.ts'

const directory = process.env['HOOKLENS_CONFORMANCE_DATA']
if (directory === undefined) throw new Error('Run this through node scripts/conformance.mjs.')
const payloads = join(directory, 'stack-payloads')

const receivedAt = Date.UTC(2026, 10, 23)
const text = `whsec_${Buffer.from('a key that is made for this').toString('base64')}`
const secret = {
  ...readSecret({ id: 'sec', label: 'stack', origin: 'user', expiresAt: null, text }),
  text,
}

const files = readdirSync(payloads).filter((name) => name.endsWith('.json'))
test('there are payloads', () => expect(files).not.toEqual([]))

for (const file of files) {
  const type = file.replace(/\.\d+\.json$/, '')
  const body = readFileSync(join(payloads, file))

  test(`${file} is verified once it is signed, and svix accepts it`, () => {
    const [id, timestamp] = ['msg_1', `${receivedAt / 1000}`]
    const headers: HeaderPair[] = [
      ['svix-id', id],
      ['svix-timestamp', timestamp],
      ['svix-signature', sign({ id, timestamp, body, key: secret.key! })],
    ]
    const { verdict } = verify({ headers, body, secrets: [secret], receivedAt })
    expect(verdict).toBe('verified')
    expect(diagnose({ verdict, headers, body, receivedAt }, [secret]).svix.error).toBeNull()
  })

  test(`${file} tells its type${type === 'stack.test' ? '' : ' and its entity'}`, () => {
    const facts = parsePayload(JSON.parse(body.toString()))
    expect(facts.type).toBe(type)
    if (type === 'stack.test') expect(facts.entity).toBeNull()
    else expect(facts.entity?.id).toEqual(expect.any(String))
  })

  test(`${file} is valid by the schema of its type`, () => {
    const check = checkPayload(payloadSchemaOf(type), JSON.parse(body.toString()))
    expect(check).toEqual({ state: 'valid', findings: [] })
  })
}
