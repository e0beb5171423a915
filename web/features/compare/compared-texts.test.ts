import { expect, it } from 'vitest'
import type { Body } from '../../../shared/event.ts'
import { compareTexts } from './compared-texts.ts'

const body = (text: string): Body => ({ encoding: 'utf8', text })

it('prints JSON with a line for each member, and tells where it differs', () => {
  const { left, changes, isJson, isOnlySpace } = compareTexts(
    body('{"a":1,"b":2}'),
    body('{"a":1,"b":3}'),
    true,
  )
  const at = left.indexOf('2')
  expect({ isJson, isOnlySpace, changes }).toEqual({
    isJson: true,
    isOnlySpace: false,
    changes: [at, at + 1, at, at + 1],
  })
})

it('shows bodies as they came where they differ in white space alone', () => {
  const found = compareTexts(body('{"a":1}'), body('{"a": 1}'), true)
  expect(found).toMatchObject({
    isOnlySpace: true,
    left: '{"a":1}',
    right: '{"a": 1}',
    changes: [5, 5, 5, 6],
  })
})

it('says that a line is too long to be drawn', () => {
  const long = (letter: string) => body(JSON.stringify({ a: letter.repeat(6000) }))
  expect(compareTexts(long('x'), long('y'), true)).toMatchObject({ isTooLong: true, changes: [] })
  // Without a line for each member, only what is around the difference is shown.
  expect(compareTexts(long('x'), long('y'), false).isTooLong).toBe(false)
})

it('knows the longest stretch of lines that differ', () => {
  const lines = (name: string, every: number) =>
    body(Array.from({ length: 100 }, (_, i) => (i % every === 0 ? `${name}${i}` : 'same')).join('\n'))
  expect(compareTexts(lines('aaa', 10), lines('bbb', 10), false).longest).toBeLessThan(10)
  expect(compareTexts(lines('aaa', 1), lines('bbb', 1), false).longest).toBeGreaterThan(500)
})
