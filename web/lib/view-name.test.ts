import { expect, it } from 'vitest'
import { suggestName } from './view-name.ts'

it.each([
  ['verdict:failed', 'Failed'],
  ['type:user.* -verdict:failed', 'User.*, not failed'],
  ['cause:body_reserialized after:2h', 'Body rewritten, last 2h'],
  ['type:a or "My Team"', 'A or My Team'],
  ['size:>10kb data.name:*', 'Size:>10kb, data.name:*'],
  ['"open', ''],
])('a view of %s may be called %s', (q, name) => {
  expect(suggestName(q)).toBe(name)
})

it('of a long query is short', () => {
  expect(suggestName(`"${'x'.repeat(500)}"`)).toHaveLength(60)
})
