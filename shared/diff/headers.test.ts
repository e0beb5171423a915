import { describe, expect, it } from 'vitest'
import { firstDifference } from './bytes.ts'
import { compareHeaders } from './headers.ts'

describe('comparing headers', () => {
  it('pairs them by name, whatever its case, and repeats in their order', () => {
    const { different, same, reordered } = compareHeaders(
      [
        ['Host', 'a'],
        ['X-A', '1'],
        ['x-a', '2'],
        ['X-Gone', 'g'],
      ],
      [
        ['host', 'a'],
        ['X-A', '1'],
        ['x-a', '3'],
        ['X-New', 'n'],
      ],
    )
    expect(different.map(({ name, left, right, isSpelling }) => [name, left, right, isSpelling])).toEqual([
      ['host', 'a', 'a', true],
      ['x-a', '2', '3', false],
      ['X-New', null, 'n', false],
      ['X-Gone', 'g', null, false],
    ])
    expect(same.map(({ name }) => name)).toEqual(['X-A'])
    expect(reordered).toBe(false)
  })

  it('tells that they come in another order', () => {
    expect(
      compareHeaders(
        [
          ['a', '1'],
          ['b', '2'],
        ],
        [
          ['b', '2'],
          ['a', '1'],
        ],
      ).reordered,
    ).toBe(true)
  })

  it('knows those that are another one for every request', () => {
    const { different } = compareHeaders(
      [
        ['Svix-Signature', 'v1,a'],
        ['x-a', '1'],
      ],
      [
        ['svix-signature', 'v1,b'],
        ['x-a', '2'],
      ],
    )
    expect(different.map(({ name, isNoise }) => [name, isNoise])).toEqual([
      ['svix-signature', true],
      ['x-a', false],
    ])
  })
})

describe('the first byte that differs', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  it('is found, also behind the end of the shorter one', () => {
    expect(firstDifference(bytes('abc'), bytes('abd'))).toBe(2)
    expect(firstDifference(bytes('ab'), bytes('abc'))).toBe(2)
    expect(firstDifference(bytes('ab'), bytes('ab'))).toBeNull()
  })
})
