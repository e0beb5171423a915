import { expect, it } from 'vitest'
import { saysOfEntity } from './says.ts'

it('an event says of its entity that it is there, that it is gone, or nothing', () => {
  expect(
    ['user.created', 'team.updated', 'team_membership.created', 'issue.resolved'].map(saysOfEntity),
  ).toEqual(['present', 'present', 'present', 'present'])
  expect(['user.deleted', 'team_permission.deleted'].map(saysOfEntity)).toEqual(['deleted', 'deleted'])
  expect([null, '', 'user', 'user.seen', 'stack.test', 'userx.created'].map(saysOfEntity)).toEqual(
    Array(6).fill(null),
  )
})
