import { expect, it } from 'vitest'
import type { HistoryEntry } from '../../../shared/history.ts'
import { unsentOnce } from './unsent-once.ts'

const entry = (id: string, type: string, verdict = 'verified') =>
  ({ event: { id, type, verdict }, change: null }) as unknown as HistoryEntry

it('says once what is not sent, at the first event of its type that is believed', () => {
  const said = unsentOnce([
    entry('e0', 'team_membership.deleted', 'failed'),
    entry('e1', 'team_membership.deleted'),
    entry('e2', 'team.created'),
    entry('e3', 'team_membership.deleted'),
    entry('e4', 'user.signed_in'),
  ])
  expect([...said.keys()]).toEqual(['e1', 'e2'])
  expect(said.get('e1')).toEqual(['The member’s permissions in the team end without events.'])
})
