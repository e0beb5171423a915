import { expect, it } from 'vitest'
import type { SampleRun } from '../../../shared/sample.ts'
import { runWords } from './run-words.ts'

const words = (part: Partial<SampleRun>) =>
  runWords({ state: 'done', sent: 5, total: 5, outcomes: [], ...part } as SampleRun)

it('a run says how far it is, and what came of it', () => {
  expect(words({ state: 'running', sent: 0, total: 1200 })).toBe('0 of 1,200 sent')
  expect(words({ outcomes: [{ outcome: 'verified', count: 5 }] })).toBe('5 requests sent: 5 verified.')
  const outcomes = [
    { outcome: '204', count: 3 },
    { outcome: 'no answer', count: 1 },
  ]
  expect(words({ state: 'cancelled', sent: 4, total: 9, outcomes })).toBe(
    'Cancelled after 4 of 9: 3 answered with 204, 1 without an answer.',
  )
  expect(words({ state: 'failed', sent: 0 })).toBe('Ended after 0 of 5.')
})
