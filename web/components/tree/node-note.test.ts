import { expect, it } from 'vitest'
import { type JsonDocument, parseJson } from '../../../shared/json/parse.ts'
import { pathOf } from '../../../shared/json/read.ts'
import type { Finding } from '../../../shared/schema/finding.ts'
import { nodeOfFinding, notesOf } from './node-note.ts'

function read(text: string): JsonDocument {
  const { document } = parseJson(text)
  if (document === null) throw new Error('no JSON')
  return document
}
const drift = (...path: (string | number)[]): Finding => ({ kind: 'drift', path, found: 'null' })

it('shows a finding at its value, of repeated keys at the last, and of what is missing at what should hold it', () => {
  const json = read('{"a":{"b":[1,{"c":2}]},"a":{"b":[3,{"c":4}],"__proto__":1}}')
  const placeOf = (...path: (string | number)[]) => pathOf(json, nodeOfFinding(json, drift(...path)))
  expect(placeOf('a', 'b', 1, 'c')).toBe('a.b[1].c')
  expect(placeOf('a', '__proto__')).toBe('a.__proto__')
  expect(placeOf('a', 'b', 1, 'none', 'x')).toBe('a.b[1]')
  expect(placeOf('a', 'constructor')).toBe('a')
  expect(placeOf('none')).toBe('$')
})

it('reads an object with many members once, however many findings there are in it', () => {
  const many = Array.from({ length: 200_000 }, () => '"a":1')
  const own = Array.from({ length: 100 }, (_, i) => `k${i}`)
  const json = read(`{${[...own.map((key) => `"${key}":1`), ...many].join(',')}}`)
  const began = performance.now()
  const noteOf = notesOf(
    json,
    null,
    own.map((key) => drift(key)),
  )
  expect(performance.now() - began).toBeLessThan(2000)
  expect(noteOf(100)).toMatchObject({ findings: [{ path: ['k99'] }] })
})
