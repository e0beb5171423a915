import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

it('waits twice as long with every try, up to a quarter of a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => backoffMs(attempt, 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 15_000, 15_000,
  ])
})

it('spreads tries over the upper half of the wait', () => {
  expect(backoffMs(3, 0)).toBe(1000)
  expect(backoffMs(3, 0.5)).toBe(1500)
})
