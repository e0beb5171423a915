import { describe, expect, test } from 'vitest'
import { type Check, type Diagnosis, diagnosisSchema } from '../../shared/diagnosis.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { diagnose, type SecretWithText } from './diagnose.ts'
import { readSecret } from './secret.ts'
import { sign } from './sign.ts'
import { verify } from './verify.ts'

const receivedAt = 1_700_000_002_000
const body = Buffer.from('{"type":"user.created","data":{"id":"1"}}')
const production = secret('production', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
const staging = secret('staging', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD')
const malformed = secret('pasted', '"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"')
const sample: SecretWithText = {
  ...secret('samples', 'whsec_c2FtcGxlc2FtcGxlc2FtcGxlc2Ft'),
  origin: 'sample',
}

describe('a verified event', () => {
  test('passes four checks, each saying what was compared', () => {
    expect(explain({ secrets: [production] })).toEqual({
      verdict: 'verified',
      checks: [
        passes('headers', 'svix-id, svix-timestamp and svix-signature, once each.'),
        passes('timestamp', 'Timestamp is 2 s before receipt; the limit is 300 s.'),
        passes('secret', '“production”, 24 bytes.'),
        passes('signature', 'Signature 1 of 1 matches “production”.'),
      ],
      matched: { secretId: 'sec_production', label: 'production', position: 1 },
      causes: [],
      svix: { version: '1.99.1', error: null },
    })
  })

  test('is told that its secret is being replaced when the signature before is by a secret unknown here', () => {
    const { checks } = explain({ signers: [staging, production], secrets: [production] })
    expect(checks[3]).toEqual(
      passes(
        'signature',
        'Signature 2 of 2 matches “production”. The sender lists its current secret first, so this one is probably being replaced: add the new one.',
      ),
    )
  })

  test('is not told of a replacement when the newer secret is here as well', () => {
    const { checks, matched } = explain({ signers: [staging, production], secrets: [production, staging] })
    expect(checks[3]?.message).toBe('Signature 1 of 2 matches “staging”.')
    expect(matched).toMatchObject({ label: 'staging', position: 1 })
  })

  test('is not told of a replacement when only another version stands before', () => {
    const headers = withHeader('svix-signature', (value) => `v1a,AAAA ${value}`)
    expect(explain({ headers, secrets: [production] }).checks[3]?.message).toBe(
      'Signature 1 of 1 matches “production”.',
    )
  })

  test('names the headers by which it was found', () => {
    const headers = signedBy([production]).map(
      ([name, value]): HeaderPair => [name.replace('svix', 'Webhook'), value],
    )
    expect(explain({ headers, secrets: [production] }).checks[0]).toEqual(
      passes('headers', 'webhook-id, webhook-timestamp and webhook-signature, once each.'),
    )
  })

  test('may have come with its signature header twice', () => {
    const headers: HeaderPair[] = [...signedBy([production]), ['svix-signature', 'v1,AAAA']]
    const { verdict, checks } = explain({ headers, secrets: [production] })
    expect(verdict).toBe('verified')
    expect(checks[0]?.outcome).toBe('pass')
    expect(checks[0]?.message).toMatch(/^svix-signature came 2 times and is read as one value, “v1,/)
  })

  test('that svix refuses is told why: the body is not JSON', () => {
    const { verdict, checks, svix } = explain({ body: Buffer.from('a=1'), secrets: [production] })
    expect(verdict).toBe('verified')
    expect(checks[3]?.message).toMatch(/The svix package then fails to parse the body as JSON\.$/)
    expect(svix.error).toMatch(/^Unexpected token/)
  })

  test('that svix refuses is told why: the id is not ASCII', () => {
    const [id, timestamp] = ['msg_\xc3\xa9', '1700000000']
    const headers: HeaderPair[] = [
      ['svix-id', id],
      ['svix-timestamp', timestamp],
      ['svix-signature', sign({ id, timestamp, body, key: production.key! })],
    ]
    const { verdict, checks } = explain({ headers, secrets: [production] })
    expect(verdict).toBe('verified')
    expect(checks[3]?.message).toMatch(/encodes the bytes of svix-id anew, as they are not ASCII\.$/)
  })

  test('that svix refuses is told why: the body is not UTF-8', () => {
    const { checks, svix } = explain({ body: Buffer.from([0xff]), secrets: [production] })
    expect(checks[3]?.message).toMatch(/reads the body as UTF-8, which it is not, and finds no match\.$/)
    expect(svix.error).toBe('No matching signature found')
  })
})

describe('a failed event', () => {
  test('that is late is not said to have other faults because a secret beside is malformed', () => {
    const { checks, svix } = explain({ secrets: [malformed, production], receivedAt: receivedAt + 400_000 })
    expect(checks[3]?.message).toBe('Signature 1 of 1 matches “production”.')
    expect(svix.error).toBe('Base64Coder: incorrect characters for decoding')
  })

  test('whose timestamp is text that was signed as text fails for the timestamp alone', () => {
    const [id, timestamp] = ['msg_1', 'soon']
    const headers: HeaderPair[] = [
      ['svix-id', id],
      ['svix-timestamp', timestamp],
      ['svix-signature', sign({ id, timestamp, body, key: production.key! })],
    ]
    const { verdict, checks, svix } = explain({ headers, secrets: [production] })
    expect(verdict).toBe('failed')
    expect(checks.map(({ outcome }) => outcome)).toEqual(['pass', 'fail', 'pass', 'pass'])
    expect(checks[3]?.message).toBe('Signature 1 of 1 matches “production”.')
    expect(svix.error).toBe('Invalid Signature Headers')
  })

  test('whose signature does not match says how much was compared', () => {
    const { verdict, checks, matched, svix } = explain({ signers: [sample], secrets: [production, staging] })
    expect(verdict).toBe('failed')
    expect(checks.slice(2)).toEqual([
      passes('secret', '“production”, 24 bytes. “staging”, 24 bytes.'),
      fails('signature', '1 signature × 2 secrets: none matches the bytes received.'),
    ])
    expect(matched).toBeNull()
    expect(svix.error).toBe('No matching signature found')
  })

  test('that is both late and good says both', () => {
    const late = receivedAt + 7 * 60_000
    const { verdict, checks, matched, svix } = explain({ secrets: [production], receivedAt: late })
    expect(verdict).toBe('failed')
    expect(checks[1]).toEqual(
      fails('timestamp', 'Timestamp is 422 s (7 minutes) before receipt; the limit is 300 s.'),
    )
    expect(checks[3]).toEqual(passes('signature', 'Signature 1 of 1 matches “production”.'))
    expect(matched?.label).toBe('production')
    expect(svix.error).toBe('Message timestamp too old')
  })

  test('from the future says so', () => {
    const { checks, svix } = explain({ secrets: [production], receivedAt: receivedAt - 86_400_000 })
    expect(checks[1]).toEqual(
      fails('timestamp', 'Timestamp is 86,398 s (24 hours) after receipt; the limit is 300 s.'),
    )
    expect(svix.error).toBe('Message timestamp too new')
  })

  test('whose timestamp is not a number quotes it', () => {
    const headers = withHeader('svix-timestamp', () => '2023-11-14T22:13:20Z')
    const { checks, svix } = explain({ headers, secrets: [production] })
    expect(checks[1]).toEqual(
      fails('timestamp', 'Timestamp “2023-11-14T22:13:20Z” is not a plain integer of unix seconds.'),
    )
    expect(svix.error).toBe('Message timestamp too old')
  })

  test.each([
    ['svix-id', 'What was signed is not known without svix-id.'],
    ['svix-timestamp', 'What was signed is not known without svix-timestamp.'],
    ['svix-signature', 'There is no signature to check.'],
  ])('that lacks %s names it', (name, consequence) => {
    const headers = signedBy([production]).filter(([other]) => other !== name)
    const { verdict, checks, svix } = explain({ headers, secrets: [production] })
    expect(verdict).toBe('failed')
    expect(checks[0]).toEqual(fails('headers', `${name} is missing.`))
    expect(checks[3]).toEqual(skips('signature', consequence))
    expect(svix.error).toBe('Missing required headers')
  })

  test('that lacks two headers of the webhook set, or has one empty, names them all', () => {
    const { checks } = explain({ headers: [['webhook-id', '']], secrets: [production] })
    expect(checks[0]?.message).toBe(
      'webhook-timestamp and webhook-signature are missing. webhook-id is empty.',
    )
    expect(checks[1]).toEqual(skips('timestamp', 'There is no timestamp to check.'))
  })

  test('whose id came twice shows what became of it', () => {
    const headers: HeaderPair[] = [['svix-id', 'msg_0'], ...signedBy([production])]
    const { verdict, checks } = explain({ headers, secrets: [production] })
    expect(verdict).toBe('failed')
    expect(checks[0]).toEqual(
      fails('headers', 'svix-id came 2 times and is read as one value, “msg_0, msg_1”.'),
    )
  })

  test('that has only signatures of another version shows them', () => {
    const headers = withHeader('svix-signature', () => 'v1a,AAAA v2,BBBB')
    expect(explain({ headers, secrets: [production] }).checks[3]).toEqual(
      fails('signature', 'No signature of version v1 came, only “v1a,AAAA v2,BBBB”.'),
    )
  })

  test('whose secret had expired says when, and that svix knows nothing of it', () => {
    const expired = { ...production, expiresAt: receivedAt - 3 * 3_600_000 }
    const { verdict, checks, svix } = explain({ secrets: [expired] })
    expect(verdict).toBe('failed')
    expect(checks.slice(2)).toEqual([
      fails('secret', '“production” had expired 10,800 s (3 hours) before receipt.'),
      skips('signature', 'There is no usable secret to compare with.'),
    ])
    expect(svix.error).toBeNull()
  })

  test('whose secret is malformed says what is wrong with it, in our words and in those of svix', () => {
    const { checks, svix } = explain({ secrets: [malformed] })
    expect(checks[2]).toEqual(
      fails(
        'secret',
        '“pasted” cannot be a signing secret. Character 1 of the secret is a quotation mark, which base64 does not have.',
      ),
    )
    expect(svix.error).toBe('Base64Coder: incorrect characters for decoding')
  })

  test('does not show a long header value whole', () => {
    const headers = withHeader('svix-timestamp', () => 'x'.repeat(10_000))
    expect(explain({ headers, secrets: [production] }).checks[1]?.message.length).toBeLessThan(130)
  })
})

describe('other verdicts', () => {
  test('an unsigned event says which headers are looked for', () => {
    const { verdict, checks, svix } = explain({ headers: [['host', 'localhost']], secrets: [production] })
    expect(verdict).toBe('unsigned')
    expect(checks).toEqual([
      fails(
        'headers',
        'No signature header came: none of svix-id, svix-timestamp and svix-signature, and none of webhook-*.',
      ),
      skips('timestamp', 'There is no timestamp to check.'),
      passes('secret', '“production”, 24 bytes.'),
      skips('signature', 'There is no signature to check.'),
    ])
    expect(svix.error).toBe('Missing required headers')
  })

  test('an unchecked event asks for the secret', () => {
    const { verdict, checks } = explain({ secrets: [sample] })
    expect(verdict).toBe('unchecked')
    expect(checks.slice(2)).toEqual([
      skips('secret', 'This endpoint has no secret. Add the signing secret of the sender.'),
      skips('signature', 'There is no usable secret to compare with.'),
    ])
  })

  test('a sample is explained by the secret that signed it', () => {
    const { verdict, checks, svix } = explain({ signers: [sample], secrets: [sample] })
    expect(verdict).toBe('verified')
    expect(checks[2]).toEqual(passes('secret', '“samples”, 21 bytes.'))
    expect(svix.error).toBeNull()
  })

  test('a verdict stays as it was stored when the secrets have changed since', () => {
    const headers = signedBy([production])
    const { verdict, checks } = diagnose({ verdict: 'unchecked', headers, body, receivedAt }, [production])
    expect(verdict).toBe('unchecked')
    expect(checks.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass', 'pass'])
  })
})

interface Given {
  headers?: HeaderPair[]
  body?: Buffer
  signers?: SecretWithText[]
  secrets: SecretWithText[]
  receivedAt?: number
}

/** Judges as at receipt, then explains; the answer must fit the contract. */
function explain({ secrets, signers = [production], ...given }: Given): Diagnosis {
  const request = { body, headers: signedBy(signers, given.body), receivedAt, ...given }
  const { verdict } = verify({ ...request, secrets })
  return diagnosisSchema.parse(diagnose({ ...request, verdict }, secrets))
}

function signedBy(signers: SecretWithText[], content: Buffer = body): HeaderPair[] {
  const [id, timestamp] = ['msg_1', '1700000000']
  const signatures = signers.map(({ key }) => sign({ id, timestamp, body: content, key: key! }))
  return [
    ['svix-id', id],
    ['svix-timestamp', timestamp],
    ['svix-signature', signatures.join(' ')],
  ]
}

function withHeader(name: string, change: (value: string) => string): HeaderPair[] {
  return signedBy([production]).map(([other, value]) => [other, other === name ? change(value) : value])
}

function secret(label: string, text: string): SecretWithText {
  return { ...readSecret({ id: `sec_${label}`, label, origin: 'user', expiresAt: null, text }), text }
}

function passes(check: Check['check'], message: string): Check {
  return { check, outcome: 'pass', message }
}

function fails(check: Check['check'], message: string): Check {
  return { check, outcome: 'fail', message }
}

function skips(check: Check['check'], message: string): Check {
  return { check, outcome: 'skipped', message }
}
