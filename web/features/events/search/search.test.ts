import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../../shared/query/query.ts'
import { examples } from './syntax-help.tsx'

describe('the help', () => {
  it('shows nothing that cannot be read', () => {
    const all = examples.flatMap(({ rows }) => rows)
    for (const [q] of all) expect(() => parseQuery(q), q).not.toThrow()
    expect(all.length).toBeGreaterThan(10)
  })
})
