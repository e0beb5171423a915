import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatJson, type JsonStyle } from './format.ts'
import { parseJson } from './parse.ts'

const compact: JsonStyle = {
  indent: null,
  comma: ',',
  colon: ':',
  strings: 'keep',
  sorted: false,
  numbers: 'keep',
}
const format = (text: string, style: Partial<JsonStyle> = {}) => {
  const { document } = parseJson(text)
  if (document === null) throw new Error(`${text} is no JSON`)
  return formatJson(document, { ...compact, ...style })
}

describe('JSON written in another style', () => {
  it('is what JSON.stringify writes, compact and indented, however much of it there is', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.array(fc.record({ a: fc.integer(), b: fc.array(fc.string()) }), { minLength: 200, maxLength: 400 }),
    )
    fc.assert(
      fc.property(value, fc.constantFrom(null, '  ', '    ', '\t'), (given, indent) => {
        // A round trip first: -0 is written as 0.
        const json = JSON.parse(JSON.stringify(given))
        const expected = JSON.stringify(json, null, indent ?? 0)
        const messy = JSON.stringify(json, null, 3)
        expect(format(messy, { indent, colon: indent === null ? ':' : ': ' })).toBe(expected)
      }),
    )
  })

  it.each<[string, Partial<JsonStyle>, string]>([
    ['Python', { comma: ', ', colon: ': ', strings: 'ascii' }, '{"b": "Zo\\u00eb/<", "a": [1.0, {}]}'],
    ['PHP', { strings: 'slashesAscii' }, '{"b":"Zo\\u00eb\\/<","a":[1.0,{}]}'],
    ['Go', { strings: 'html', sorted: true }, '{"a":[1.0,{}],"b":"Zoë/\\u003c"}'],
    ['JavaScript numbers', { numbers: 'javascript' }, '{"b":"Zoë/<","a":[1,{}]}'],
  ])('of %s', (_, style, expected) => {
    expect(format('{ "b": "Zoë/<", "a": [ 1.0, {} ] }', style)).toBe(expected)
  })

  it('keeps what JSON.parse would lose: big numbers, repeated keys, __proto__, ten thousand levels', () => {
    const text = '{"n":12345678901234567890,"n":1e400,"__proto__":{"x":1}}'
    expect(format(text, { sorted: true })).toBe('{"__proto__":{"x":1},"n":12345678901234567890,"n":1e400}')
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    expect(format(deep)).toBe(deep)
  })
})
