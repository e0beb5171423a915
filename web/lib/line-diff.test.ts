import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineDiff } from './line-diff.ts'

const diffOf = (left: string, right: string) => lineDiff(left, right, { timeoutMs: 2000 })

/** What the changes make of the left text. */
function patched(left: string, right: string, changes: number[]): string {
  let [made, at] = ['', 0]
  for (let i = 0; i < changes.length; i += 4) {
    const [fromA = 0, toA = 0, fromB = 0, toB = 0] = changes.slice(i, i + 4)
    made += left.slice(at, fromA) + right.slice(fromB, toB)
    at = toA
  }
  return made + left.slice(at)
}

it('tells all that differs', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'cd', '\n', '\r\n', 'é', '😀', '\ud83d'), { maxLength: 40 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [left, right] = [one.join(''), other.join('')]
      expect(patched(left, right, diffOf(left, right))).toBe(right)
    }),
  )
})

it('finds the few letters that differ in a large text, exactly', () => {
  const text = (name: string) =>
    Array.from({ length: 20_000 }, (_, i) => `"line": "${i % 10 === 0 ? `${name}${i}` : i}"`).join('\n')
  const [left, right] = [text('abc'), text('xyz')]
  const changes = diffOf(left, right)
  const lengths = new Set(changes.flatMap((at, i) => (i % 4 === 1 ? [at - (changes[i - 1] as number)] : [])))
  expect(patched(left, right, changes)).toBe(right)
  expect(changes).toHaveLength(2000 * 4)
  expect([...lengths]).toEqual([3])
})

it('compares a megabyte of which most lines differ, in a moment', () => {
  const text = (name: string) =>
    Array.from(
      { length: 9000 },
      (_, i) => `{\n"id": "${name}-${i}",\n"text": "${name.repeat(30)}",\n"i": ${i}\n}`,
    ).join('\n')
  const [left, right] = [text('abc'), text('xyz')]
  const changes = lineDiff(left, right, { timeoutMs: 60_000 })
  expect(patched(left, right, changes)).toBe(right)
  expect(changes).toHaveLength(18_000 * 4)
})

it('tells texts of more different lines than there are letters', () => {
  const text = (name: string) => Array.from({ length: 60_000 }, (_, i) => `${name} ${i}`).join('\n')
  const [left, right] = [text('a'), text('b')]
  expect(patched(left, right, diffOf(left, right))).toBe(right)
})
