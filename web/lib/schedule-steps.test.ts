import { expect, it } from 'vitest'
import type { MessageAttempt } from '../../shared/message.ts'
import { scheduleSteps } from './schedule-steps.ts'

const attempt = (number: number | null) => ({ number }) as MessageAttempt
const drawn = (numbers: (number | null)[], next: { number: number; dueAt: number } | null) =>
  scheduleSteps({
    endpointId: '',
    endpointSlug: '',
    attempts: numbers.map(attempt),
    next,
    givesUpAt: 0,
  }).map((step) => [step.kind, step.kind === 'came' ? step.attempt.number : step.number])

it('draws attempts that did not come before the one that did, and those that are left', () => {
  expect(drawn([2, null, 5], { number: 6, dueAt: 0 })).toEqual([
    ['missed', 1],
    ['came', 2],
    ['came', null],
    ['missed', 3],
    ['missed', 4],
    ['came', 5],
    ['next', 6],
    ['later', 7],
    ['later', 8],
  ])
})

it('draws nothing behind the last attempt', () => {
  expect(drawn([8], null).at(-1)).toEqual(['came', 8])
})
