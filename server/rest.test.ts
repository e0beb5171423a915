import { expect, it } from 'vitest'
import { restMs } from './rest.ts'

it('is three times as long as the work, and half a second at most', () => {
  expect(restMs(0)).toBe(0)
  expect(restMs(20)).toBe(60)
  expect(restMs(7000)).toBe(500)
})
