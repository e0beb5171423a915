import fc from 'fast-check'
import { expect, it } from 'vitest'
import { overlay, without } from './overlay.ts'

it('lays objects over one another member by member, and everything else in place of what was there', () => {
  const user = { name: 'Ada', teams: [1, 2], risk: { bot: 1, abuse: 2 } }
  expect(overlay(user, { name: null, teams: [3], risk: { bot: 99 }, is_new: true })).toEqual({
    name: null,
    teams: [3],
    risk: { bot: 99, abuse: 2 },
    is_new: true,
  })
  expect(user.risk.bot).toBe(1)
})

it('gives what was laid over, whatever was there', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, over) => {
      expect(overlay(overlay(value, over), over)).toEqual(overlay(value, over))
    }),
  )
  expect(JSON.stringify(overlay({}, JSON.parse('{"__proto__":{"a":1}}')))).toBe('{"__proto__":{"a":1}}')
})

it('takes out what a path leads to', () => {
  const value = { a: { b: 1, c: 2 }, d: [1] }
  expect(without(value, ['a', 'b'])).toEqual({ a: { c: 2 }, d: [1] })
  expect(without(value, ['d'])).toEqual({ a: { b: 1, c: 2 } })
  for (const path of [['x'], ['a', 'b', 'c'], ['d', '0'], []]) expect(without(value, path)).toEqual(value)
})
