import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonLayout, laidOutLength, layOut } from './lay-out.ts'
import { type JsonManner, restyle } from './restyle.ts'
import { sortMembers } from './sort.ts'
import { tokenize } from './tokens.ts'

interface Style extends JsonLayout, JsonManner {
  sorted: boolean
}

const compact: Style = {
  ...{ indent: null, comma: ',', colon: ':' },
  ...{ strings: 'keep', sorted: false, numbers: 'keep' },
}
const format = (text: string, given: Partial<Style> = {}) => {
  const style = { ...compact, ...given }
  const read = tokenize(Buffer.from(text))
  if (read === null) throw new Error(`${text.slice(0, 100)} is no JSON`)
  const tokens = restyle(style.sorted ? sortMembers(read) : read, style)
  return layOut(tokens, style, laidOutLength(tokens, style)).toString()
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

  it('means the same when its members are sorted, and they are', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (given) => {
        const text = JSON.stringify(given, null, 1)
        const sorted = format(text, { sorted: true })
        expect(JSON.parse(sorted)).toEqual(JSON.parse(text))
        expect(format(sorted, { sorted: true })).toBe(sorted)
      }),
    )
    expect(format('{"b":{"z":[{"d":1,"c":{}}],"y":0},"a":[],"c":2}', { sorted: true })).toBe(
      '{"a":[],"b":{"y":0,"z":[{"c":{},"d":1}]},"c":2}',
    )
  })

  it.each<[string, Partial<Style>, string]>([
    ['Python', { comma: ', ', colon: ': ', strings: 'ascii' }, '{"b": "Zo\\u00eb/<", "a": [1.0, {}]}'],
    ['PHP', { strings: 'slashesAscii' }, '{"b":"Zo\\u00eb\\/<","a":[1.0,{}]}'],
    ['Go', { strings: 'html', sorted: true }, '{"a":[1.0,{}],"b":"Zoë/\\u003c"}'],
    ['JavaScript numbers', { numbers: 'javascript' }, '{"b":"Zoë/<","a":[1,{}]}'],
  ])('of %s', (_, style, expected) => {
    expect(format('{ "b": "Zoë/<", "a": [ 1.0, {} ] }', style)).toBe(expected)
  })

  it('undoes escapes, and keeps a string that cannot be read', () => {
    expect(format('["\\u00eb\\/", "\\x"]', { strings: 'plain' })).toBe('["ë/","\\x"]')
  })

  it('keeps what JSON.parse would lose: big numbers, repeated keys, __proto__, ten thousand levels', () => {
    const text = '{"n":12345678901234567890,"n":1e400,"__proto__":{"x":1}}'
    expect(format(text, { sorted: true })).toBe('{"__proto__":{"x":1},"n":12345678901234567890,"n":1e400}')
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    expect(format(deep)).toBe(deep)
  })

  it('can be measured before it is written: ten thousand levels, indented, are 200 million bytes', () => {
    const tokens = tokenize(Buffer.from('['.repeat(10_000) + ']'.repeat(10_000)))
    expect(tokens && laidOutLength(tokens, { ...compact, indent: '  ' })).toBeGreaterThan(190_000_000)
  })
})

describe('taking a text apart', () => {
  it.each([
    '',
    '{',
    '[1',
    '[1,]',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '[}',
    '1 2',
    '[1 2]',
    ',',
    ']',
    '{"a":1,}',
    '<a>',
  ])('finds no JSON in %j', (text) => {
    expect(tokenize(Buffer.from(text))).toBeNull()
  })

  it('gives up where there are too many tokens, or too many levels', () => {
    expect(tokenize(Buffer.from(`[${'1,'.repeat(600_000)}1]`))).toBeNull()
    expect(tokenize(Buffer.from('['.repeat(10_001) + ']'.repeat(10_001)))).toBeNull()
  })
})
