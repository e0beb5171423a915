import { describe, expect, it } from 'vitest'
import type { EventSummary } from '../event.ts'
import { storiesOf } from './stories.ts'
import { unsentAt } from './unsent.ts'

let seq = 0
const event = (type: string, atS: number, more: Partial<EventSummary> = {}) =>
  ({
    seq: ++seq,
    type,
    receivedAt: atS * 1000,
    verdict: 'verified',
    flags: [],
    ...more,
  }) as unknown as EventSummary
const told = (...events: EventSummary[]) =>
  storiesOf(events).map(({ title, events: own }) => [title, own.length])

describe('stories', () => {
  it('tell a sign-up with its personal team, which comes first', () => {
    expect(told(event('team.created', 0), event('user.created', 1))).toEqual([['Sign-up', 2]])
  })

  it('tell a member added with the permissions, and one removed', () => {
    expect(
      told(
        event('team_membership.created', 0),
        event('team_permission.created', 1),
        event('team_permission.created', 2),
        event('team_membership.deleted', 500),
      ),
    ).toEqual([
      ['Member added', 3],
      ['Member removed', 1],
    ])
  })

  it('tell a deleted user with memberships that end before and after', () => {
    const [before, deleted, after] = [
      'team_membership.deleted',
      'user.deleted',
      'team_membership.deleted',
    ].map((type, at) => event(type, at))
    expect(told(...([before, deleted, after] as EventSummary[]).reverse())).toEqual([['User deleted', 3]])
  })

  it('keep apart two sign-ups, and a sign-up and a deletion, however soon they come', () => {
    expect(told(event('user.created', 0), event('user.created', 5), event('user.deleted', 8))).toEqual([
      ['Sign-up', 1],
      ['Sign-up', 1],
      ['User deleted', 1],
    ])
    expect(told(...Array.from({ length: 30 }, (_, i) => event('user.updated', i)))).toEqual([
      ['User changed', 11],
      ['User changed', 11],
      ['User changed', 8],
    ])
  })

  it('are not made of what nobody vouches for, nor of messages that come once more', () => {
    expect(told(event('user.created', 0), event('user.deleted', 1, { verdict: 'failed' }))).toEqual([
      ['Sign-up', 1],
      ['Not verified', 1],
    ])
    expect(told(event('user.created', 0, { flags: ['duplicate'] }))).toEqual([['Sent again', 1]])
  })

  it('speak of a personal team where there is one', () => {
    const says = (...events: EventSummary[]) => storiesOf(events).map((story) => story.says)
    expect(says(event('user.created', 0))).toEqual([null])
    expect(says(event('team.created', 0), event('user.created', 1))).toEqual([
      'A personal team is created before its user.',
    ])
  })

  it('keep apart what did not come together', () => {
    expect(told(event('user.created', 0), event('user.updated', 60), event('unknown', 200))).toEqual([
      ['Sign-up', 1],
      ['User changed', 1],
      ['Changes', 1],
    ])
    expect(told()).toEqual([])
  })
})

describe('what is not sent', () => {
  it('is told where it would be looked for', () => {
    expect(unsentAt('team.deleted', [])).toHaveLength(1)
    expect(unsentAt('user.updated', [])).toEqual([])
    expect(unsentAt('user.updated', ['data.primary_email_verified'])[0]).toContain('verified by a link')
    expect(unsentAt(null, [])).toEqual([])
  })
})
