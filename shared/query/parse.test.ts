import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { causeCodes } from '../diagnosis.ts'
import { verdicts } from '../verdict.ts'
import { allOf, anyOf, negate, type Query, type Term } from './ast.ts'
import { fold } from './fold.ts'
import { parsePrinted, parseQuery } from './parse.ts'
import { printQuery } from './print.ts'
import { QueryError } from './query-error.ts'

describe('a query', () => {
  it.each([
    ['', ''],
    ['  one   and two ', 'one two'],
    ['one or two three OR not four', 'one or two three or -four'],
    ['(one or two) three', '(one or two) three'],
    ['((one) (two three))', 'one two three'],
    ['not (one two)', '-(one two)'],
    ['--one', 'one'],
    ['not -one', 'one'],
    ['"not" "-one" "a b\\" \\\\ \\c"', '"not" "-one" "a b\\" \\\\ \\\\c"'],
    ['TYPE:user.* Verdict:failed', 'type:user.* verdict:failed'],
    ['type:"a*b" entity:a*b', 'type:"a*b" entity:a*b'],
    ['size:2000 size:>=1.5kb size:<3000000b size:=0', 'size:2kb size:>=1500 size:<3mb size:0'],
    ['after:120m before:0.5s after:14d', 'after:2h before:0.5s after:2w'],
    ['after:2026 after:2026-11 after:2026-11-01', 'after:2026-01-01 after:2026-11-01 after:2026-11-01'],
    [
      'before:2026-11-01T10:00+01:00 before:2026-11-01t10:00:30z',
      'before:2026-11-01T09:00Z before:2026-11-01T10:00:30Z',
    ],
    ['after:1793523723123', 'after:2026-11-01T09:02:03.123Z'],
    ['header.User-Agent:Svix* header.x:""', 'header.user-agent:Svix* header.x:""'],
    ['data."odd key"."a.b".0."":1', 'data."odd key"."a.b".0."":1'],
    [
      'data.a:"1" data.a:1.0 data.a:>-5e0 data.a:** data.a:"*"',
      'data.a:"1" data.a:1.0 data.a:>-5 data.a:* data.a:"*"',
    ],
  ])('%s is read, and written %s', (text, printed) => {
    expect(printQuery(parseQuery(text))).toBe(printed)
    expect(parseQuery(printed)).toEqual(parseQuery(text))
  })

  it('takes two millions of bytes for one size in every unit', () => {
    expect(parseQuery('size:2mb')).toEqual(parseQuery('size:2000KB'))
    expect(parseQuery('size:2mb')).toEqual(parseQuery('size:2000000b'))
  })

  it('is read back as it was printed', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(parsePrinted(printQuery(query))).toEqual(query)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what cannot be read', () => {
  it.each([
    ['verdict:failed colour:red', 15, 6, 'no field "colour". Fields are type:, verdict:'],
    ['http://localhost', 0, 4, 'put it in quotes: "http://localhost"'],
    ['"type":x', 0, 6, 'no field'],
    ['colour:red', 0, 6, 'no field "colour"'],
    ['ab', 0, 2, 'at least 3 characters'],
    ['one "\\""', 4, 4, 'at least 3 characters'],
    ['type:', 0, 5, 'a value after "type:"'],
    ['type:""', 0, 7, 'a value after "type:"'],
    ['verdict:maybe', 8, 5, 'verified, failed, unsigned, unchecked'],
    ['cause:bad_luck', 6, 8, 'named like body_reserialized'],
    ['type:"open', 5, 5, 'not closed'],
    ['one "open', 4, 5, 'not closed'],
    ['type:a"b"', 6, 3, 'around a whole value'],
    ['one"two"', 3, 5, 'around a whole value'],
    ['size:big', 5, 3, 'size:>10kb'],
    ['size:> 10kb', 5, 1, 'size:>10kb'],
    ['after:yesterday', 6, 9, 'after:2h (s, m, h, d, w ago)'],
    ['before:2026-02-30', 7, 10, 'before:2026-11-01'],
    ['after:1793523723', 6, 10, 'epoch milliseconds'],
    ['data:x', 0, 6, 'a name after "data"'],
    ['data.:x', 0, 7, 'after the last dot'],
    ['data.a..b:x', 0, 11, 'between the dots'],
    ['data.a"b":x', 6, 3, 'a dot before'],
    ['data."a"b:x', 8, 1, 'a dot after'],
    ['data.a:', 0, 7, '* for any'],
    ['data.a:>x', 7, 2, 'a number after ">"'],
    ['data.a:>=1e999', 7, 7, 'a number after ">="'],
    ['header.:x', 0, 9, 'after the last dot'],
    ['one or', 4, 2, 'a term after "or"'],
    ['or one', 0, 2, 'a term before "or"'],
    ['one and or two', 8, 2, 'a term after "and"'],
    ['-', 0, 1, 'a term after "-"'],
    ['()', 1, 1, 'a term after "("'],
    ['one (two', 4, 1, 'not closed'],
    ['one) two', 3, 1, 'not opened'],
    ['one(two)', 3, 1, 'leave a space'],
  ])('%s is marked from %i on for %i characters', (text, at, length, words) => {
    const error = errorOf(text)
    expect([error.at, error.length]).toEqual([at, length])
    expect(error.message).toContain(words)
  })

  it('is more than the limits allow', () => {
    expect(errorOf('x'.repeat(2001)).message).toContain('at most 2,000 characters')
    expect(errorOf('one '.repeat(101))).toMatchObject({ at: 400, length: 3 })
    expect(errorOf(`${'('.repeat(51)}one${')'.repeat(51)}`)).toMatchObject({ at: 50, length: 1 })
    parseQuery('one '.repeat(100))
    parseQuery(`${'('.repeat(50)}one${')'.repeat(50)}`)
  })
})

describe('hostile text', () => {
  it.each([
    ['parentheses', '('],
    ['quotes', '"'],
    ['backslashes in an open quote', '"\\'],
    ['denials', '-'],
    ['halves of surrogate pairs', '\ud800'],
    ['wildcards', '*'],
    ['colons', ':'],
  ])('of %s ends in an answer', (_, piece) => {
    for (const length of [1, 1999, 10_000]) {
      try {
        parseQuery(piece.repeat(length))
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError)
      }
    }
  })

  it('of any kind is read or explained, with a place within it', () => {
    const piece = fc.constantFrom(
      '"',
      '\\',
      '(',
      ')',
      ' ',
      '-',
      ':',
      '.',
      '*',
      'data',
      'type',
      'or',
      'abc',
      '\ud83d',
      '0',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        try {
          const query = parseQuery(text)
          expect(parsePrinted(printQuery(query))).toEqual(query)
        } catch (error) {
          if (!(error instanceof QueryError)) throw error
          expect(error.at).toBeGreaterThanOrEqual(0)
          expect(error.length).toBeGreaterThan(0)
          expect(error.at + error.length).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('holds no half surrogate pair, which no store could find', () => {
    expect(parseQuery('abc\ud83d')).toEqual({ kind: 'term', field: 'text', text: 'abc\ufffd' })
    expect(parseQuery('abc\ud83d\ude00')).toMatchObject({ text: 'abc\ud83d\ude00' })
  })
})

function errorOf(text: string): QueryError {
  try {
    parseQuery(text)
  } catch (error) {
    if (error instanceof QueryError) return error
  }
  throw new Error(`"${text}" could be read`)
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.stringMatching(/^[a-c"\\ *():.<>-]{1,8}$/),
  fc.constantFrom('or', 'NOT', 'true', '-1', '1e3', '<5'),
)
const wildcard = fc.stringMatching(/^[a-c?[.\\-]{0,4}\*[a-c*\\]{0,4}$/)
const pattern = fc.oneof(
  text.map((text) => ({ text, wildcard: false })),
  wildcard.map((text) => ({ text, wildcard: true })),
)
const time = fc.oneof(
  fc.record({ at: fc.integer({ min: -1e12, max: 9_999_999_999_999 }) }),
  fc.record({ ago: fc.integer({ min: 0, max: 999_999_000 }) }),
)
const comparison = fc.constantFrom('<', '<=', '>=', '>' as const)
const kind = fc.constant('term' as const)
const anyTerm = fc.oneof(
  fc.record({ kind, field: fc.constant('text'), text: text.filter((text) => [...text].length >= 3) }),
  fc.record({ kind, field: fc.constant('verdict'), verdict: fc.constantFrom(...verdicts) }),
  fc.record({ kind, field: fc.constantFrom('type', 'endpoint', 'id', 'message', 'method'), pattern }),
  fc.record({
    kind,
    field: fc.constant('cause'),
    pattern: fc.constantFrom(...causeCodes).map((text) => ({ text, wildcard: false })),
  }),
  fc.record({ kind, field: fc.constantFrom('entity', 'user', 'team'), id: text }),
  fc.record({
    kind,
    field: fc.constant('size'),
    comparison: fc.oneof(comparison, fc.constant('=')),
    bytes: fc.oneof(fc.nat(), fc.constantFrom(1000, 2_000_000)),
  }),
  fc.record({ kind, field: fc.constantFrom('after', 'before'), time }),
  fc.record({ kind, field: fc.constant('header'), name: text.map(fold), pattern }),
  fc.record({
    kind,
    field: fc.constant('data'),
    path: fc
      .array(fc.oneof(text, fc.constant('')), { minLength: 1, maxLength: 3 })
      .map((keys) => ['data', ...keys]),
    value: fc.oneof(
      fc.constant({ kind: 'there' }),
      text.map((text) => ({ kind: 'text', pattern: { text, wildcard: false } })),
      fc.constantFrom('a*', '*b*').map((text) => ({ kind: 'text', pattern: { text, wildcard: true } })),
      fc.constantFrom(true, false, null).map((literal) => ({ kind: 'literal', text: `${literal}`, literal })),
      fc.integer().map((literal) => ({ kind: 'literal', text: `${literal}`, literal })),
      fc.record({
        kind: fc.constant('compare'),
        comparison,
        number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      }),
    ),
  }),
) as fc.Arbitrary<Term>
const { anyQuery } = fc.letrec<{ anyQuery: Query }>((tie) => ({
  anyQuery: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyTerm,
    fc.array(tie('anyQuery'), { minLength: 1, maxLength: 3 }).map(allOf),
    fc.array(tie('anyQuery'), { minLength: 1, maxLength: 3 }).map(anyOf),
    tie('anyQuery').map(negate),
  ),
}))
