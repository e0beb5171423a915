import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRedact, redactBody } from './redact.ts'

/** With every character that is written otherwise somewhere. */
const bytes = Buffer.from('fb/vAQIDBAUGBwgJCgsM+/8=', 'base64')
const key = createSecretKey(bytes)
const base64 = bytes.toString('base64')
const mark = 'whsec_…+/8='
const redact = createRedact(key)

describe('what is told of an answer', () => {
  it.each([
    ['as it is', `whsec_${base64}`],
    ['without its prefix', base64],
    ['without its padding', base64.replace('=', '')],
    ['with another last character of the same bytes', base64.replace('8=', '9')],
    ['as base64url', bytes.toString('base64url')],
    ['in hex', bytes.toString('hex').toUpperCase()],
    ['as PHP writes JSON', `whsec_${base64.replaceAll('/', '\\/')}`],
    ['as a URL has it', encodeURIComponent(`whsec_${base64}`)],
    ['as Go writes HTML', base64.replaceAll('+', '&#43;').replaceAll('=', '&#61;')],
    ['as templates write HTML', base64.replaceAll('/', '&#x2F;').replaceAll('=', '&#x3D;')],
    ['as JSON that is safe in HTML', base64.replaceAll('+', '\\u002B')],
  ])('does not have the secret, %s', (_, spelling) => {
    expect(redact(`SECRET="${spelling}" and more`)).toBe(`SECRET="${mark}" and more`)
  })

  it('does not have the target’s credentials', () => {
    const ofTarget = createRedact(key, [
      ['authorization', 'Bearer a-token'],
      ['x-bypass-token', 'a-token-that-is-longer'],
      ['accept-language', 'en-GB'],
    ])
    expect(ofTarget('Bearer a-token a-token a-token-that-is-longer en-GB')).toBe('*** *** *** en-GB')
  })

  it('does not have the secret between bytes that are no text', () => {
    const body = Buffer.concat([Buffer.from([0xff]), Buffer.from(base64), Buffer.from([0xfe])])
    const { text } = redactBody(redact, { encoding: 'base64', text: body.toString('base64') })
    expect(Buffer.from(text, 'base64').toString('latin1')).toBe('\xffwhsec_...+/8=\xfe')
  })

  it('is left alone where the key is too short to be told from other text', () => {
    expect(createRedact(createSecretKey(Buffer.from('abc')))('YWJj')).toBe('YWJj')
  })
})
