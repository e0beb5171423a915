import { expect, it } from 'vitest'
import { readFilter } from './filter.ts'
import { namedEntity } from './named-entity.ts'

const named = (q: string) => namedEntity(readFilter(q))

it('knows the one entity that a filter names', () => {
  expect(named('user:u-1 verdict:failed')).toEqual({ kind: 'user', id: 'u-1' })
  expect(named('team:"t 1"')).toEqual({ kind: 'team', id: 't 1' })
  expect(named('entity:t-1/u-1')).toEqual({ kind: null, id: 't-1/u-1' })
})

it('knows none where there are several, others may match as well, or the filter cannot be read', () => {
  for (const q of [
    '',
    'user:u-1 team:t-1',
    'user:u-1 user:u-2',
    'user:u-1 or type:user.*',
    '-user:u-1',
    '(',
  ]) {
    expect(named(q), q).toBeNull()
  }
})
