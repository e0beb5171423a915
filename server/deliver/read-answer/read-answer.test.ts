import { describe, expect, it } from 'vitest'
import { causeCodes } from '../../../shared/diagnosis.ts'
import type { HeaderPair } from '../../../shared/event.ts'
import { answerSamples } from '../../testing/answer-samples.ts'
import { families } from './phrases/index.ts'
import { readAnswer, type Sent } from './read-answer.ts'

const valid: Sent = {
  signature: 'resign',
  signatureValid: true,
  ageS: 1,
  secretLabel: 'production',
  edited: false,
}
const signedHeaders: HeaderPair[] = [
  ['content-type', 'application/json'],
  ['svix-id', 'msg_1'],
  ['svix-timestamp', '1700000000'],
  ['svix-signature', 'v1,abc'],
]
const unsignedHeaders: HeaderPair[] = [['content-type', 'application/json']]

function read(
  body: string,
  { status = 400, headers = [] as HeaderPair[], sent = valid, request = signedHeaders } = {},
) {
  return readAnswer({ request: { headers: request }, answer: { status, headers, body }, sent })
}

describe('an answer whose words are known', () => {
  const titled = answerSamples.map((sample) => ({ ...sample, words: sample.body.slice(0, 60) }))

  it.each(titled)('of $from, $status $words, is read', ({ from, status, body, headers }) => {
    const reading = read(body, { status, headers })
    expect(reading?.from).toBe(from)
    expect(reading?.meaning).toMatch(/^\S.+\.$/s)
    expect(reading?.words).toMatch(/^\S/)
    expect(reading?.words).not.toContain('\n')
    expect(reading?.words.length).toBeLessThanOrEqual(200)
  })

  it('is known by a phrase, and every phrase knows one', () => {
    const silent = families
      .flat()
      .filter(
        ({ words, header, status, from }) =>
          !answerSamples.some(
            (sample) =>
              sample.from === from &&
              (!status || status.includes(sample.status)) &&
              (!words || words.test(read(sample.body, sample)?.words ?? '') || words.test(sample.body)) &&
              (!header ||
                sample.headers.some(
                  ([name, value]) => name.toLowerCase() === header[0] && header[1].test(value),
                )),
          ),
      )
    expect(silent).toEqual([])
  })
})

describe('what is known of the request', () => {
  it('is that its signature was valid, with which secret, and how old it was', () => {
    expect(read('No matching signature found')?.certain).toEqual([
      'The signature we sent was valid for these bytes and this secret ("production"), and 1 s old.',
    ])
  })

  it('is that it had no signature', () => {
    const sent: Sent = { ...valid, signature: 'none', signatureValid: null, ageS: null, secretLabel: null }
    expect(read('Missing required headers', { sent, request: unsignedHeaders })?.certain).toEqual([
      'We sent it without signature headers.',
    ])
  })

  it('is that it was old', () => {
    const sent: Sent = { ...valid, signature: 'original', ageS: 3600 }
    expect(read('bad signature', { sent })?.certain).toEqual([
      'The signature we sent was valid for these bytes and this secret ("production"), and 3,600 s (60 minutes) old.',
      'The libraries take 300 s at most.',
    ])
  })

  it('is that its signature is from before the edit', () => {
    const sent: Sent = { ...valid, signature: 'original', signatureValid: false, edited: true, ageS: 20 }
    expect(read('bad signature', { sent })?.certain).toEqual([
      'The signature we sent was not valid for these bytes with any secret that is known here. It is from before the edit.',
      'The timestamp we sent was 20 s old.',
    ])
  })

  it('is that nothing is known, where there is no secret', () => {
    const sent: Sent = {
      ...valid,
      signature: 'original',
      signatureValid: null,
      secretLabel: null,
      ageS: -400,
    }
    expect(read('bad signature', { sent })?.certain).toEqual([
      'No secret is known here to tell whether the signature we sent was valid.',
      'The timestamp we sent was 400 s (7 minutes) in the future.',
      'The libraries take 300 s at most.',
    ])
  })

  it('is which headers it lacks or repeats', () => {
    const request: HeaderPair[] = [
      ['Webhook-Id', 'msg_1'],
      ['webhook-signature', 'v1,abc'],
      ['WEBHOOK-SIGNATURE', 'v1,abc'],
    ]
    expect(read('Missing required headers', { request })?.certain.slice(0, 2)).toEqual([
      'We sent it without a header for the timestamp of the signature.',
      'We sent more than one webhook-signature.',
    ])
  })
})

describe('the causes', () => {
  it('of a valid signature that does not match are another secret there, or a body that was parsed', () => {
    expect(read('No matching signature found')).toMatchObject({
      meaning: expect.stringContaining('another than "production"'),
      causes: ['wrong_secret_other_endpoint', 'body_reserialized', 'secret_retired'],
    })
  })

  it('of a refusal without reason begin with the time, where the request was old', () => {
    const sent: Sent = { ...valid, signature: 'original', ageS: 3600 }
    expect(read('bad signature', { sent })?.causes).toEqual(['timestamp_too_old'])
    expect(read('bad signature', { sent: { ...sent, signatureValid: null } })?.causes).toEqual([
      'timestamp_too_old',
      'wrong_secret_other_endpoint',
      'body_reserialized',
      'secret_retired',
    ])
    expect(read('bad signature', { sent: { ...valid, ageS: -3600 } })?.causes).toEqual(['timestamp_too_new'])
  })

  it('do not name the time where svix says that nothing matches, for it looks at the time first', () => {
    const sent: Sent = { ...valid, signature: 'original', ageS: 3600 }
    expect(read('No matching signature found', { sent })?.causes).not.toContain('timestamp_too_old')
  })

  it('of a refused request without signature is the missing signature, whatever the words', () => {
    const sent: Sent = { ...valid, signature: 'none', signatureValid: null, ageS: null, secretLabel: null }
    for (const words of ['bad signature', 'Missing required headers', 'No matching signature found']) {
      const reading = read(words, { sent, request: unsignedHeaders })
      expect(reading?.causes).toEqual(['header_missing'])
      expect(reading?.meaning).toMatch(/Send it signed anew/)
    }
  })

  it('of an edited request with its old signature are none: it is plain', () => {
    const sent: Sent = { ...valid, signature: 'original', signatureValid: false, edited: true }
    expect(read('No matching signature found', { sent })).toMatchObject({
      meaning: expect.stringContaining('It was edited'),
      causes: [],
    })
  })

  it('of a request that was found too old though it was fresh are the clocks', () => {
    expect(read('Message timestamp too old')).toMatchObject({
      meaning: expect.stringContaining('the clock over there is ahead'),
      causes: ['timestamp_too_old'],
    })
    expect(read('Message timestamp too new')).toMatchObject({
      meaning: expect.stringContaining('the clock over there is behind'),
      causes: ['timestamp_too_new'],
    })
  })

  it('of headers that are missed though they were sent lie between', () => {
    expect(read('Missing required headers')?.meaning).toMatch(
      /does not see the signature headers that we sent/,
    )
  })

  it('are none where the answer is not about the signature', () => {
    for (const { status, body, headers } of answerSamples.filter(({ status }) => status === 404)) {
      expect(read(body, { status, headers })?.causes).toEqual([])
    }
  })

  it('are all causes that there are fixes for', () => {
    for (const { status, body, headers } of answerSamples) {
      for (const cause of read(body, { status, headers })?.causes ?? []) expect(causeCodes).toContain(cause)
    }
  })
})

describe('the library’s words', () => {
  it('count before those of the page around them', () => {
    const page =
      '<title>Error</title><pre>Error: Base64Coder: incorrect characters for decoding<br>at x</pre><pre>Cannot POST /x</pre>'
    expect(read(page, { status: 404 })).toMatchObject({
      from: 'svix for JavaScript',
      words: 'Base64Coder: incorrect characters for decoding',
    })
  })

  it('are shown without markup, in one line', () => {
    expect(read('<h1>413\n Request Entity Too Large</h1>', { status: 413 })?.words).toBe('413')
    expect(read('<b>Fatal error</b>:  Uncaught\tError: x', { status: 500 })?.words).toBe(
      'Fatal error : Uncaught Error: x',
    )
  })
})

describe('nothing is read', () => {
  it('from an answer that accepts the request', () => {
    expect(read('No matching signature found', { status: 200 })).toBeNull()
    expect(read('', { status: 204 })).toBeNull()
  })

  it.each([400, 401, 403, 409, 422, 500])('from a %i in words that nobody is known by', (status) => {
    expect(read('', { status })).toBeNull()
    expect(read('{"error":"nope"}', { status })).toBeNull()
    expect(read('{"ok":false,"message":"Unauthorized"}', { status })).toBeNull()
  })

  it('of routes from a Next.js handler that answers 404 or 405 in its own words', () => {
    const headers: HeaderPair[] = [['vary', 'rsc, next-router-state-tree']]
    expect(read('{"error":"no such user"}', { status: 404, headers })?.from).toBe('HTTP')
    expect(read('{"error":"not now"}', { status: 405, headers })?.from).toBe('HTTP')
  })

  it.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [400, 'Bad Request'],
  ])('from a %i that a handler gave by its status alone', (status, body) => {
    expect(read(body, { status, headers: [['content-type', 'text/plain; charset=utf-8']] })).toBeNull()
  })

  it('of a login from middleware that let the request through to the handler', () => {
    const headers: HeaderPair[] = [['x-clerk-auth-reason', 'session-token-and-uat-missing']]
    expect(read('{"error":"nope"}', { headers })).toBeNull()
  })

  it('from a long page that happens to speak of signatures', () => {
    expect(read(`<p>${'How to sign. '.repeat(400)}invalid signature</p>`)).toBeNull()
  })

  it('beyond the first 64 KiB', () => {
    expect(read(`${' '.repeat(64 * 1024)}No matching signature found`)).toBeNull()
  })
})

describe('an answer made to keep the reader busy', () => {
  const size = 64 * 1024
  // The beginning of a phrase over and over is what makes a pattern try again and again.
  const beginnings = [
    ...new Set(answerSamples.flatMap(({ body }) => [body.slice(0, 12), body.slice(0, 40), body])),
  ]
  const repeated = [' ', '\n', '"', '<', '&quot;', '\\"', '{"', 'a', '0', ...beginnings].filter(Boolean)

  it('is read in steps that do not grow with what repeats in it', () => {
    for (const part of repeated) {
      const body = part.repeat(Math.ceil(size / part.length)).slice(0, size)
      for (const status of [400, 404, 405, 415, 422, 500]) read(`${body}\u0000`, { status })
    }
  })

  it('in its headers is read as well', () => {
    const headers: HeaderPair[] = [
      ['location', '/sign'.repeat(20_000)],
      ['x-vercel-error', ' '.repeat(100_000)],
      ['set-cookie', '_vercel_sso_'.repeat(20_000)],
    ]
    expect(read('', { status: 307, headers })?.words.length).toBeLessThanOrEqual(200)
    read('', { status: 401, headers })
  })
})
