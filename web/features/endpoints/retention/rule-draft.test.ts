import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LEAST_AGE_MS, LEAST_BYTES } from '../../../../shared/retention.ts'
import { draftOf, readDraft } from './rule-draft.ts'

const empty = draftOf({ maxAgeMs: null, maxCount: null, maxBytes: null })

it('gives back any rule that is edited and not changed', () => {
  const arbitraryRule = fc.record({
    maxAgeMs: fc.option(fc.integer({ min: LEAST_AGE_MS, max: 3_000_000_000_000 })),
    maxCount: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
    maxBytes: fc.option(fc.integer({ min: LEAST_BYTES, max: 1_000_000_000_000_000 })),
  })
  fc.assert(
    fc.property(arbitraryRule, (rule) => {
      expect(readDraft(draftOf(rule))).toEqual({ rule, errors: null })
    }),
  )
})

it('begins in units that a reader would choose', () => {
  expect(draftOf({ maxAgeMs: 36 * 3_600_000, maxCount: 10, maxBytes: 2_000_000_000 })).toEqual({
    age: '36',
    ageUnit: 'hours',
    count: '10',
    size: '2',
    sizeUnit: 'GB',
  })
  expect(empty).toMatchObject({ age: '', ageUnit: 'days', sizeUnit: 'GB' })
})

it('reads fractions and grouped digits, and says what it cannot read', () => {
  expect(readDraft({ ...empty, age: '1.5', count: '10,000', size: ' 0.5 ' })).toEqual({
    rule: { maxAgeMs: 129_600_000, maxCount: 10_000, maxBytes: 500_000_000 },
    errors: null,
  })
  for (const text of ['ten', '-1', '1e9', '1,00', '99999999999999999999']) {
    expect(readDraft({ ...empty, count: text }).errors, text).toEqual({
      count: 'Write a whole number, such as 10000.',
    })
  }
  expect(readDraft({ ...empty, age: '0', size: 'x' }).errors).toEqual({
    age: 'An event is kept for at least one minute: 60,000 ms.',
    size: 'Write a number, such as 30.',
  })
  expect(readDraft({ ...empty, count: '1.5' }).errors?.count).toMatch(/whole number/)
})
