import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeAnswer, MAX_DECODED_BYTES } from './decode-answer.ts'

const text = `{"error":"Zoë: ${'no matching signature found '.repeat(20)}"}`

test.each([
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['GZIP', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
])('undoes %s', (encoding, body) => {
  expect(decodeAnswer([['Content-Encoding', encoding]], body)).toEqual({
    body: { encoding: 'utf8', text },
    decoded: encoding.toLowerCase(),
  })
})

test.each([
  ['gzip', gzipSync(noise())],
  ['deflate', deflateSync(noise())],
  ['deflate', deflateRawSync(noise())],
  ['br', brotliCompressSync(noise())],
])('reads %s that was cut off as far as it goes', (encoding, whole) => {
  const { body, decoded } = decodeAnswer(
    [['content-encoding', encoding]],
    whole.subarray(0, whole.length / 2),
  )
  expect(decoded).toBe(encoding)
  expect(body.encoding).toBe('utf8')
  expect(body.text.length).toBeGreaterThan(1_000)
  expect(noise().startsWith(body.text)).toBe(true)
})

test.each([
  ['gzip', gzipSync(Buffer.alloc(50_000_000, 'a'))],
  ['br', brotliCompressSync(Buffer.alloc(50_000_000, 'a'))],
])('stops a bomb packed by %s', (encoding, bomb) => {
  const { body, decoded } = decodeAnswer([['content-encoding', encoding]], bomb.subarray(0, 65_536))
  expect(body.text).toMatch(decoded === null ? /^[A-Za-z0-9+/]+=*$/ : /^a+$/)
  expect(body.text.length).toBeLessThanOrEqual(MAX_DECODED_BYTES)
})

test('reads the start of what unpacks to more than is kept', () => {
  const long = noise().repeat(20)
  const { body, decoded } = decodeAnswer([['content-encoding', 'gzip']], gzipSync(long))
  expect(decoded).toBe('gzip')
  expect(long.startsWith(body.text)).toBe(true)
  expect(body.text.length).toBeGreaterThan(MAX_DECODED_BYTES / 2)
  expect(body.text.length).toBeLessThanOrEqual(MAX_DECODED_BYTES)
})

test.each([
  ['no encoding', [], 'plain', 'plain'],
  ['identity', [['content-encoding', 'identity']], 'plain', 'plain'],
  ['an encoding that the bytes do not have', [['content-encoding', 'gzip']], 'plain', 'plain'],
  ['several encodings', [['content-encoding', 'gzip, br']], 'plain', 'plain'],
  ['an unknown encoding', [['content-encoding', 'zstd']], 'plain', 'plain'],
  ['no body', [['content-encoding', 'gzip']], '', ''],
] as const)('leaves a body with %s as it came', (_what, headers, body, expected) => {
  expect(
    decodeAnswer(
      headers.map(([name, value]) => [name, value]),
      Buffer.from(body),
    ),
  ).toEqual({
    body: { encoding: 'utf8', text: expected },
    decoded: null,
  })
})

test('takes text that was cut off within a character for text, and bytes for bytes', () => {
  const cut = Buffer.from('Zoë €').subarray(0, -1)
  expect(decodeAnswer([], cut).body).toEqual({ encoding: 'utf8', text: 'Zoë ' })
  expect(decodeAnswer([], Buffer.from([0xff, 0xfe, 0x00])).body).toEqual({ encoding: 'base64', text: '//4A' })
  expect(decodeAnswer([], Buffer.from([0x61, 0x80])).body.encoding).toBe('base64')
})

/** Text that cannot be packed to nothing, the same each time. */
function noise(): string {
  let state = 1
  return Array.from({ length: 20_000 }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (state % 36).toString(36)
  }).join('')
}
