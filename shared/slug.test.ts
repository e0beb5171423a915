import { expect, it } from 'vitest'
import { slugSchema } from './endpoint.ts'
import { slugOf } from './slug.ts'

it('makes a slug of what a name says', () => {
  expect(['Stack (production)', 'Zoë’s Café', '  billing  ', '数学'].map(slugOf)).toEqual([
    'stack-production',
    'zoe-s-cafe',
    'billing',
    '',
  ])
})

it('makes only slugs that the server takes', () => {
  expect(slugSchema.safeParse(slugOf(`${'a'.repeat(63)} b`)).success).toBe(true)
})
