import { expect, it } from 'vitest'
import type { EventSummary } from '../../../shared/event.ts'
import type { EntityState } from '../../../shared/history.ts'
import { stateChangeWords } from './state-words.ts'

const words = (verdict: string, state: { from: string; listed?: number; total?: number }) =>
  stateChangeWords(
    {
      from: { eventId: state.from },
      change: state.total === undefined ? null : { changes: Array(state.listed ?? 0), total: state.total },
    } as unknown as EntityState,
    { id: 'evt_1', verdict } as EventSummary,
  )

it('says what an event did to the state, and that one that is not believed did nothing', () => {
  expect(words('verified', { from: 'evt_1', listed: 2, total: 2 })).toBe('What this event changed is marked.')
  expect(words('verified', { from: 'evt_1', listed: 1000, total: 1200 })).toBe(
    'This event changed 1,200 things; the first 1,000 are marked.',
  )
  expect(words('verified', { from: 'evt_1', total: 0 })).toBe('This event changed nothing of it.')
  expect(words('verified', { from: 'evt_1' })).toBe('There is no state before it to compare with.')
  expect(words('failed', { from: 'evt_0', total: 3 })).toContain('is failed: it is not believed')
  expect(words('verified', { from: 'evt_0', total: 3 })).toContain('does not tell it whole')
})
