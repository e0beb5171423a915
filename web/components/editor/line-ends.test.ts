import { EditorState } from '@codemirror/state'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineEndsOf, withLineEnds } from './line-ends.ts'

it('keeps every line end as it came, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('\r', '\n', '\r\n', 'a', '{', '\ufeff', '\u2028'))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, (doc) => {
      const { separator } = lineEndsOf(doc)
      const state = EditorState.create({ doc, extensions: EditorState.lineSeparator.of(separator) })
      expect(state.sliceDoc()).toBe(doc)
    }),
  )
})

it('adds lines that end as the others do, and says where they differ', () => {
  expect(lineEndsOf('a\r\nb\r\n')).toEqual({ separator: '\r\n', note: null })
  expect(lineEndsOf('a\nb')).toEqual({ separator: '\n', note: null })
  expect(lineEndsOf('a\r\nb\n').note).toContain('different ways')
  expect(withLineEnds('a\r\nb\nc\rd', '\r\n')).toBe('a\r\nb\r\nc\r\nd')
})
