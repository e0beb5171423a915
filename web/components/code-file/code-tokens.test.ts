import { describe, expect, it } from 'vitest'
import { handlerCode, handlerForms, handlerFrameworks } from '../../../shared/handlers/index.ts'
import { dataSchemaOf } from '../../../shared/stack/data-schema.ts'
import { codeTokens } from './code-tokens.ts'

const files = handlerFrameworks.flatMap(({ id }) =>
  handlerForms.flatMap(
    (form) => handlerCode({ framework: id, form, types: ['user.created'], shapeOf: dataSchemaOf }).files,
  ),
)
const kindsIn = (code: string, language: string) =>
  codeTokens(code, language).flatMap(({ text, kind }) => (kind === null ? [] : [[kind, text]]))

describe('the tokens of code', () => {
  it('are together the code', () => {
    for (const { code, language } of files) {
      expect(
        codeTokens(code, language)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code)
    }
  })

  it('tell comments, strings and keywords of JavaScript apart', () => {
    expect(kindsIn("const a = 'x // y' // z\n/* if */ `'`", 'javascript')).toEqual([
      ['keyword', 'const'],
      ['string', "'x // y'"],
      ['comment', '// z'],
      ['comment', '/* if */'],
      ['string', "`'`"],
    ])
  })

  it('tell comments, strings and keywords of Python apart, and what is left to do', () => {
    expect(kindsIn('pass  # TODO: f"x"\n"""a "b"\nif"""\nx = f"#{y}"', 'python')).toEqual([
      ['keyword', 'pass'],
      ['todo', '# TODO: f"x"'],
      ['string', '"""a "b"\nif"""'],
      ['string', 'f"#{y}"'],
    ])
  })

  it('take no member for a keyword', () => {
    expect(kindsIn('event.type = Buffer.from(type)', 'typescript')).toEqual([['keyword', 'type']])
  })

  it('find no string that goes on over the end of a line', () => {
    for (const { code, language } of files.filter(({ language }) => language !== 'python')) {
      const strings = codeTokens(code, language).filter(({ kind }) => kind === 'string')
      expect(strings.filter(({ text }) => text.includes('\n'))).toEqual([])
    }
  })

  it('are one token where the language is not known', () => {
    expect(codeTokens('if "x"', 'text')).toEqual([{ text: 'if "x"', kind: null }])
  })
})
