import { describe, expect, it } from 'vitest'
import { orderFlags, type Placed } from './order-flags.ts'

const second = 1000
let seq = 0
const event = (type: string, madeAt: number, more: Partial<Placed> = {}): Placed => ({
  seq: ++seq,
  type,
  messageId: `msg_${seq}`,
  madeAt,
  flags: [],
  ...more,
})
const flagsAfter = (
  before: Placed[],
  last: Placed,
  kind: 'user' | 'membership' | 'issue' = 'user',
  differs = true,
) => orderFlags(kind, last, before, () => differs).map(({ flag }) => flag)

describe('the order of events of an entity', () => {
  it('is as it should be where each was made after those before it', () => {
    const created = event('user.created', 0)
    const updated = event('user.updated', second)
    expect(flagsAfter([], created)).toEqual([])
    expect(flagsAfter([created, updated], event('user.updated', 2 * second))).toEqual([])
    expect(flagsAfter([created, updated], event('user.deleted', 2 * second))).toEqual([])
  })

  it('is odd where something made later came before', () => {
    expect(flagsAfter([event('user.updated', 5 * second)], event('user.updated', 2 * second))).toEqual([
      'outOfOrder',
    ])
    expect(flagsAfter([event('user.updated', 0)], event('user.created', 0))).toEqual(['outOfOrder'])
  })

  it('is not told by a message that comes once more', () => {
    const late = event('user.updated', 5 * second)
    expect(flagsAfter([late], { ...event('user.updated', 2 * second), messageId: late.messageId })).toEqual(
      [],
    )
  })

  it('cannot be known of two updates of one second that say different things, nor of a gift and its end', () => {
    const updated = event('user.updated', 300)
    expect(orderFlags('user', event('user.updated', 900), [updated], () => true)).toEqual([
      { flag: 'conflict', by: [updated.seq] },
    ])
    expect(flagsAfter([updated], event('user.updated', 900), 'user', false)).toEqual([])
    expect(flagsAfter([event('user.created', 0)], event('user.updated', 900))).toEqual([])
    const given = event('team_membership.created', 0)
    expect(flagsAfter([given], event('team_membership.deleted', 900), 'membership')).toEqual(['conflict'])
    expect(flagsAfter([given], event('team_membership.created', 900), 'membership')).toEqual([])
  })

  it('ends with the deletion of what comes once, and is passed on', () => {
    const deleted = event('user.deleted', 2 * second)
    const after = event('user.updated', 3 * second)
    expect(flagsAfter([deleted], after)).toEqual(['afterDelete'])
    expect(flagsAfter([{ ...after, flags: ['afterDelete'] }], event('user.updated', 9 * second))).toEqual([
      'afterDelete',
    ])
    expect(flagsAfter([deleted], event('user.updated', second))).toEqual(['outOfOrder', 'afterDelete'])
  })

  it('goes on after a membership was ended, unless what comes was made before the end', () => {
    const ended = event('team_membership.deleted', 5 * second)
    expect(flagsAfter([ended], event('team_membership.created', 9 * second), 'membership')).toEqual([])
    expect(flagsAfter([ended], event('team_membership.created', second), 'membership')).toEqual([
      'outOfOrder',
      'afterDelete',
    ])
  })
})
