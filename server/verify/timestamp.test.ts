import { expect, test } from 'vitest'
import { judgeTimestamp } from './timestamp.ts'

const receivedAt = 1_700_000_000_999

test.each([
  [-301, 'tooOld'],
  [-300, 'inTime'],
  [0, 'inTime'],
  [300, 'inTime'],
  [301, 'tooNew'],
] as const)('a timestamp %i s from the second of receipt is %s', (offsetS, kind) => {
  const seconds = 1_700_000_000 + offsetS
  expect(judgeTimestamp(`${seconds}`, receivedAt)).toEqual({ kind, seconds, ageS: 0 - offsetS })
})

test.each([
  ...['hello', '1700000000.0', '1700000000abc', ' 1700000000', '+1700000000', '-1700000000', '01700000000'],
  ...['1.7e9', '0x6553f100', '2023-11-14T22:13:20Z', '1700000000, 1700000000', '١٧٠٠'],
])('%j cannot be read', (text) => {
  expect(judgeTimestamp(text, receivedAt)).toEqual({ kind: 'unreadable' })
})

test('milliseconds are too new', () => {
  expect(judgeTimestamp(`${receivedAt}`, receivedAt).kind).toBe('tooNew')
})

test('an absent and an empty timestamp are missing', () => {
  expect(judgeTimestamp(null, receivedAt)).toEqual({ kind: 'missing' })
  expect(judgeTimestamp('', receivedAt)).toEqual({ kind: 'missing' })
})
