import { describe, expect, it } from 'vitest'
import { hostileCases } from '../testing/hostile-cases.ts'
import { tamperedCase } from '../testing/tampered-case.ts'
import { BodyCandidates, MAX_KEPT_BYTES } from './body-candidates.ts'
import { createBudget } from './budget.ts'
import type { Case } from './causes/suspect.ts'
import { explainFailure } from './explain.ts'

const MB = 1024 * 1024

describe('a request made to keep the diagnosis busy', () => {
  it.each(Object.entries(hostileCases))('of %s is left unexplained within the bound', (_, make) => {
    const budget = createBudget()
    const causes = explainFailure(make(), budget)
    expect(causes.at(-1)).toMatchObject({ code: 'unexplained' })
    expect(budget.spent).toBeGreaterThan(0)
    expect(budget.spent).toBeLessThanOrEqual(96 * MB)
  })

  it.each(Object.entries(hostileCases))('of %s is never made much larger, nor kept often', (_, make) => {
    const { body } = make()
    const bodies = new BodyCandidates(body)
    const lengths = [...bodies.after(1, createBudget())].map((candidate) => candidate.body.length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(Math.max(4 * MB, 2 * body.length + 1024))
    const kept = [...bodies.after(1, createBudget())].map((candidate) => candidate.body.length)
    expect(sum(kept)).toBeLessThanOrEqual(MAX_KEPT_BYTES)
  })
})

describe('a body of a megabyte', () => {
  const entry = '{"name":"Zoë","visits":12,"tags":["a","b/c"]},'
  const body = Buffer.from(`{"type":"user.updated","data":[${entry.repeat(22_000)}0]}`)

  it.each([
    'wrong_secret_other_endpoint',
    'body_reserialized',
    'body_newlines',
    'body_charset',
    'body_double_encoded',
    'body_form_encoded',
    'body_compressed',
    'body_base64',
    'id_altered',
  ] as const)('is explained within the bound: %s', (code) => {
    const [first] = explainFailure(tamperedCase(body, [code]) as Case, createBudget())
    expect(first).toMatchObject({ code, confidence: 'proven' })
  })
})

describe('where not everything can be tried', () => {
  it('what is cheap is tried still: an empty body, behind one of 10 MB', () => {
    const { headers } = tamperedCase(Buffer.alloc(0), []) as Case
    const facts = {
      ...(tamperedCase(Buffer.alloc(0), []) as Case),
      headers,
      body: Buffer.alloc(10 * MB, 'x'),
    }
    expect(explainFailure(facts, createBudget())[0]).toMatchObject({ code: 'body_empty' })
  })

  it('both the keys and the forms of the body have their share', () => {
    const large = Buffer.alloc(10 * MB, 'x')
    for (const code of ['wrong_secret_other_endpoint', 'body_newlines', 'body_whitespace'] as const) {
      const [first] = explainFailure(tamperedCase(large, [code]) as Case, createBudget())
      expect(first).toMatchObject({ code })
    }
  })
})

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
