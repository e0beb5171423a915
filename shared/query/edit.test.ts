import { describe, expect, it } from 'vitest'
import { completionAt } from './complete.ts'
import { addTerm, termOf, withoutTerm, withTerm } from './edit.ts'
import { parseQuery } from './parse.ts'
import { stretchesOf } from './tokens.ts'

describe('a chip', () => {
  it.each([
    ['type:a', 'a'],
    ['foo type:"a b" -type:c', 'a b'],
    ['type:user.*', 'user.*'],
    ['type:a type:b', null],
    ['type:a or type:b', null],
    ['-type:a', null],
    ['(foo or type:a)', null],
    ['', null],
  ])('reads from %s the type %s', (q, value) => {
    expect(termOf(parseQuery(q), 'type')).toBe(value)
  })

  it('reads sizes and times as they are typed', () => {
    expect(termOf(parseQuery('size:>10kb after:2h'), 'size')).toBe('>10kb')
    expect(termOf(parseQuery('size:>10kb after:2h'), 'after')).toBe('2h')
  })

  it.each([
    ['', 'x', 'type:x'],
    ['foo', 'x y', 'foo type:"x y"'],
    ['a1b type:a "c d"', 'x', 'a1b type:x "c d"'],
    ['type:a foo type:b bar', 'x', 'type:x foo bar'],
    ['type:a and foo and type:b', 'x', 'type:x and foo'],
    ['one or two', 'x', '(one or two) type:x'],
    ['(one or type:a)', 'x', '(one or type:a) type:x'],
    ['-type:a', 'x', '-type:a type:x'],
    ['colour:red', 'x', 'type:x colour:red'],
    ['foo "open', 'x', 'type:x foo "open'],
    ['type:a colour:red', 'x', 'type:x colour:red'],
    ['type:a and foo', null, 'foo'],
    ['foo and type:a', null, 'foo'],
    ['foo and type:a and bar', null, 'foo and bar'],
    ['type:a type:b', null, ''],
    ['one or type:a', null, 'one or type:a'],
    ['  foo  bar ', null, '  foo  bar '],
    ['type:a and type:b and foo', null, 'foo'],
    ['foo --type:a bar', null, 'foo bar'],
    ['foo not -type:a', 'x', 'foo type:x'],
    ['---type:a', null, '---type:a'],
  ])('makes of %s with type %s: %s', (q, value, expected) => {
    expect(withTerm(q, 'type', value)).toBe(expected)
  })

  it('adds a term once and takes it away, however it is written', () => {
    expect(addTerm('foo', '-type:x')).toBe('foo -type:x')
    expect(addTerm('foo NOT type:"x"', '-type:x')).toBe('foo NOT type:"x"')
    expect(withoutTerm('foo and NOT type:"x" bar', '-type:x')).toBe('foo bar')
    expect(withoutTerm('foo type:x', '-type:x')).toBe('foo type:x')
  })
})

describe('completion', () => {
  it.each([
    ['|', 'field', ''],
    ['ty|', 'field', 'ty'],
    ['-ty|', 'field', 'ty'],
    ['foo |', 'field', ''],
    ['(|', 'field', ''],
    ['type:us|er', 'value', 'us'],
    ['type:|', 'value', ''],
    ['type:"a b|', 'value', 'a b'],
    ['header.us|', 'header', 'us'],
    ['data.a.b|', 'path', 'a.b'],
    ['data.a.b|:1', 'path', 'a.b'],
    ['data.a.b:x|', 'value', 'x'],
  ])('at %s is a %s that begins with "%s"', (marked, kind, prefix) => {
    const cursor = marked.indexOf('|')
    const found = completionAt(marked.replace('|', ''), cursor)
    expect([found?.wanted.kind, found?.prefix]).toEqual([kind, prefix])
  })

  it('is none in quoted text, keywords and unknown fields', () => {
    for (const q of ['"abc', 'foo or', 'colour:red']) expect(completionAt(q, q.length), q).toBeNull()
  })

  it('names what the value is of, and what it takes the place of', () => {
    expect(completionAt('x data."a b".c:us', 17)).toEqual({
      wanted: { kind: 'value', field: 'data', name: '"a b".c' },
      from: 15,
      to: 17,
      prefix: 'us',
    })
  })
})

describe('stretches', () => {
  const coloured = (q: string) => stretchesOf(q).map(({ kind, from, to }) => `${kind} ${q.slice(from, to)}`)

  it('name what each part is', () => {
    expect(coloured('-type:us*r (foo or colour:"x')).toEqual([
      'sign -',
      'field type:',
      'value us',
      'wildcard *',
      'value r',
      'space  ',
      'parenthesis (',
      'text foo',
      'space  ',
      'keyword or',
      'space  ',
      'unknown colour:',
      'value "x',
    ])
  })

  it('cover any text without gaps', () => {
    for (const q of ['', ' ', '"', '::', 'a"b"c', ') -( x', 'data."a:b".c:"d" "e']) {
      expect(
        stretchesOf(q)
          .map(({ from, to }) => q.slice(from, to))
          .join(''),
      ).toBe(q)
    }
  })
})
